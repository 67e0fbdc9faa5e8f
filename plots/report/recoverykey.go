// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"io"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

// RecoveryKey writes the page with a register's recovery key, to be printed and locked
// away. It contains nothing else from the register.
func RecoveryKey(to io.Writer, w *assets.Words, municipality, key string, made model.Date) error {
	p := newDocument(w, w.T("recovery.title"), w.T("recovery.footer"))
	p.title(w.T("recovery.title"))
	p.facts([][2]string{{w.T("recovery.of"), municipality}, {w.T("recovery.made"), w.Date(made)}})
	p.space(8)
	p.doc.SetSize(18, true)
	for _, line := range p.doc.SplitText(key, contentWidth) {
		p.doc.Cell(contentWidth, 11, line, "C", 1)
	}
	p.space(8)
	p.paragraph(w.T("recovery.print.what"))
	p.paragraph(w.T("recovery.print.how"))
	p.paragraph(w.T("recovery.print.who"))
	if err := p.write(to); err != nil {
		return fmt.Errorf("write recovery key: %w", err)
	}
	return nil
}
