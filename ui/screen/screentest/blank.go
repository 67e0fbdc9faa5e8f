// SPDX-License-Identifier: MPL-2.0

package screentest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Blank is an empty screen, for tests of dialogs.
type Blank struct{}

// Content implements [screen.Screen].
func (Blank) Content() fyne.CanvasObject { return container.NewWithoutLayout() }

// Title implements [screen.Screen].
func (Blank) Title() string { return "" }

var _ screen.Screen = Blank{}
