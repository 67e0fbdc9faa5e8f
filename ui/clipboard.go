// SPDX-License-Identifier: MPL-2.0

package ui

import "fyne.io/fyne/v2"

// clipboard is the system's clipboard. It remembers what the program has put there.
type clipboard struct {
	app    fyne.App
	copied string
}

func (c *clipboard) copy(text string) {
	c.app.Clipboard().SetContent(text)
	c.copied = text
}

// clearOwn empties the clipboard if it still holds what was copied by the program.
func (c *clipboard) clearOwn() {
	if c.copied != "" && c.app.Clipboard().Content() == c.copied {
		c.app.Clipboard().SetContent("")
	}
	c.copied = ""
}
