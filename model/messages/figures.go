// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model/analysis/disclosure"
)

// Withheld is the reason why a number of a group is withheld.
func Withheld(w *assets.Words, why disclosure.Reason) string { return w.T("reason." + string(why)) }
