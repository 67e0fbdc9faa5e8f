// SPDX-License-Identifier: MPL-2.0

package citizen

import (
	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

const (
	summaryDialogWidth = 400
	summaryTextWidth   = 240
	toolsHeight        = 32
	legendHeight       = 24
	cautionHeight      = 24
	figureInset        = 6 // between the card and the figure
)

// allToolsMinWidth is the width of the card from which all tools fit.
const allToolsMinWidth = 1200

// cardLayout places the tools above the figure, and the legend and the caution
// below it. The caution is always shown.
type cardLayout struct{ t *figureTab }

func (*cardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 240) }

func (l *cardLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	// Without room for all tools, those that are also in the menus are hidden.
	tools := s.Width >= allToolsMinWidth
	if l.t.axis.Visible() != tools {
		l.t.axis.Hidden = !tools
	}
	widgets.Place(o[0], 8, 0, s.Width-16, toolsHeight)
	foot := s.Height - cautionHeight
	widgets.Place(o[3], 0, foot, s.Width, cautionHeight)
	if !l.t.legendButton.Visible() {
		foot -= legendHeight
		widgets.Place(o[2], 0, foot, s.Width, legendHeight)
	}
	widgets.Place(o[1], figureInset, toolsHeight, s.Width-2*figureInset, foot-toolsHeight)
}

// figureLayout shows the summary at the right of the figure if there is room,
// else a button for it.
type figureLayout struct{ t *figureTab }

func (*figureLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(632, 260) }

const summaryCardWidth = 312

func (l *figureLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t := l.t
	wide := s.Width >= wideMinWidth
	t.legendButton.Hidden, t.summaryButton.Hidden = wide, wide
	t.legend.Hidden = !wide
	t.summary.card.Hidden = !wide
	const top = 8
	right := s.Width - widgets.Margin
	if wide {
		right -= summaryCardWidth
		widgets.Place(t.summary.card, right, top, summaryCardWidth, s.Height-2*top)
		right -= widgets.Gap
	}
	widgets.Place(t.card, widgets.Margin, top, right-widgets.Margin, s.Height-2*top)
}
