// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// ownPage has the settings of every user: the passphrase, and the window on this
// machine.
type ownPage struct {
	s    *Screen
	old  *widgets.Passphrase
	pair *widgets.PassphrasePair
	leak *widgets.Checkbox // whether somebody else may know the old passphrase
	say  *widgets.Paragraph
	save *widgets.Button
	idle *widgets.Dropdown
	card *widgets.Card
	all  *fyne.Container
	busy bool
}

// idleChoices returns the choices of minutes before the register locks.
func idleChoices() []int { return []int{1, 2, 3, 5, 10, 15, 20, 30} }

func newOwnPage(s *Screen) *ownPage {
	w := s.o.Words
	m := &ownPage{s: s}
	columns := []fyne.CanvasObject{}
	if !s.o.Invented {
		m.passphrase()
		columns = append(columns, m.card)
	}
	var minutes []string
	chosen := 0
	for i, n := range idleChoices() {
		minutes = append(minutes, w.N("setup.minutes", n))
		if n <= s.o.Window.IdleMinutes {
			chosen = i
		}
	}
	m.idle = widgets.NewDropdown(minutes, nil)
	m.idle.Selected = chosen
	m.idle.OnChanged = func(i int) { s.o.Window.SetIdleMinutes(idleChoices()[i]) }
	language := widgets.NewDropdown(s.o.Window.Languages, nil)
	language.Selected = s.o.Window.Language
	language.OnChanged = s.o.Window.SetLanguage
	look := widgets.NewDropdown(s.o.Window.Appearances, nil)
	look.Selected = s.o.Window.Appearance
	look.OnChanged = s.o.Window.SetAppearance
	note := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("setup.window.note")})
	note.Muted = true
	columns = append(columns, widgets.NewCard(container.New(&widgets.Flow{Gap: widgets.Gap, Width: 300},
		widgets.NewLabel(widgets.CardTitle, w.T("setup.window")), widgets.NewField(w.T("setup.idle"), m.idle),
		widgets.NewField(w.T("menu.language"), language), widgets.NewField(w.T("menu.appearance"), look), note)))
	foot := widgets.NewFootStrip([]string{s.o.User.Initials, s.o.User.Name}, nil)
	m.all = container.NewBorder(nil, foot, nil, nil, container.New(&widgets.Inset{Top: widgets.Gap, Side: widgets.Margin, Foot: widgets.Gap},
		container.New(&cards{}, columns...)))
	return m
}

// passphrase builds the card that changes the user's passphrase.
func (m *ownPage) passphrase() {
	s, w := m.s, m.s.o.Words
	m.old = widgets.NewPassphrase(w.T("passphrase.show"), w.T("passphrase.hide"))
	m.old.Entry.OnSubmitted = func(string) { m.pair.First.Focus() }
	m.pair = widgets.NewPassphrasePair(widgets.PassphraseWords{
		First: w.T("passphrase.new"), Again: w.T("passphrase.again"), Show: w.T("passphrase.show"), Hide: w.T("passphrase.hide"),
	}, s.o.Judge)
	m.pair.OnSubmitted = m.onSave
	m.pair.OnJudged = func() { m.all.Refresh() }
	m.leak = widgets.NewCheckbox(w.T("leak.known"), nil)
	m.say = widgets.NewParagraph(widgets.Body)
	m.save = widgets.NewPrimaryButton(widgets.IconNone, w.T("setup.passphrase.save"), m.onSave)
	list := []fyne.CanvasObject{
		widgets.NewLabel(widgets.CardTitle, w.T("setup.passphrase")), widgets.NewField(w.T("setup.passphrase.old"), m.old),
	}
	list = append(list, m.pair.Objects()...)
	why := widgets.NewParagraph(widgets.Second, widgets.Run{Text: w.T("leak.why")})
	why.Muted = true
	list = append(list, m.leak, why, m.say, tools(m.save))
	m.card = widgets.NewCard(container.New(&widgets.Flow{Gap: widgets.Gap, Width: 400}, list...))
}

func (m *ownPage) content() fyne.CanvasObject { return m.all }
func (m *ownPage) load()                      {}

func (m *ownPage) first() fyne.Focusable {
	if m.old != nil {
		return m.old.Entry.Focusable()
	}
	return m.idle
}

func (m *ownPage) onSave() {
	w := m.s.o.Words
	if m.busy {
		return
	}
	if m.old.Text() == "" {
		m.showText(w.T("setup.passphrase.need_old"))
		m.old.Focus()
		return
	}
	pass, state := m.pair.Value()
	switch state {
	case widgets.PairWeak:
		sentence, _ := m.s.o.Judge(m.pair.First.Text())
		m.showText(sentence)
		return
	case widgets.PairDiffers:
		m.showText(w.T("start.passphrases_differ"))
		return
	}
	m.change([]byte(m.old.Text()), []byte(pass))
}

// change changes the passphrase and, where somebody may know the old one, renews the
// data key.
func (m *ownPage) change(old, fresh []byte) {
	w, leaked := m.s.o.Words, m.leak.Checked
	m.busy = true
	m.showText(w.T("change.busy"))
	m.s.o.Run(func(ctx context.Context) error {
		defer clear(old)
		defer clear(fresh)
		return m.s.o.Own.ChangePassphrase(ctx, old, fresh)
	}, func(err error) {
		m.busy = false
		if err != nil {
			m.showText(m.s.o.Explain(err))
			m.old.Focus()
			return
		}
		m.old.Clear()
		m.pair.Clear()
		m.leak.SetChecked(false)
		if leaked {
			m.renewKey()
			return
		}
		m.showText(w.T("setup.passphrase.saved"))
	})
}

// renewKey renews the data key after a change of the passphrase.
func (m *ownPage) renewKey() {
	w, renewed := m.s.o.Words, false
	m.busy = true
	m.showText(w.T("leak.renewing"))
	m.s.o.Run(func(ctx context.Context) (err error) {
		renewed, err = m.s.o.Own.RenewLeakedKey(ctx, nil)
		return err
	}, func(err error) {
		m.busy = false
		switch {
		case err != nil:
			m.showText(w.T("leak.not_renewed", "Why", m.s.o.Explain(err)))
		case renewed:
			m.showText(w.T("leak.renewed"))
		default:
			m.showText(w.T("leak.asked"))
		}
	})
}

func (m *ownPage) showText(text string) {
	m.say.SetRuns(widgets.Run{Text: text})
	m.all.Refresh()
}

// cards places cards in a row, each at its own height.
type cards struct{}

const cardWide = 440

func (*cards) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 200) }

func (*cards) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(cardWide, (s.Width-float32(len(o)-1)*widgets.Gap)/float32(len(o)))
	for i, c := range o {
		widgets.Place(c, float32(i)*(w+widgets.Gap), 0, w, c.MinSize().Height)
		widgets.Place(c, float32(i)*(w+widgets.Gap), 0, w, c.MinSize().Height) // again: wrapped to its width, the text has another height
	}
}
