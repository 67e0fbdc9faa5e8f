// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Passphrase is an entry for a passphrase with a button that shows or hides it.
type Passphrase struct {
	widget.BaseWidget

	Entry *Entry

	show               *Button
	showText, hideText string
}

// NewPassphrase returns an empty entry. show and hide are the button's texts while
// the passphrase is hidden and while it is shown.
func NewPassphrase(show, hide string) *Passphrase {
	p := &Passphrase{Entry: NewEntry(), showText: show, hideText: hide}
	p.Entry.core.Password = true
	p.Entry.core.ActionItem = container.NewWithoutLayout() // replaces the toolkit's button, which the Tab key does not reach
	p.show = NewIconButton(IconEye, show, p.toggle)
	p.ExtendBaseWidget(p)
	return p
}

// Text returns the passphrase.
func (p *Passphrase) Text() string { return p.Entry.Text() }

// Focus gives the entry the focus.
func (p *Passphrase) Focus() { p.Entry.Focus() }

// Clear empties the entry and hides what is typed next.
func (p *Passphrase) Clear() {
	p.Entry.SetText("")
	if !p.Entry.core.Password {
		p.toggle()
	}
}

// Shown reports whether the passphrase is readable.
func (p *Passphrase) Shown() bool { return !p.Entry.core.Password }

func (p *Passphrase) toggle() {
	p.Entry.core.Password = !p.Entry.core.Password
	p.show.Text = p.hideText
	if p.Entry.core.Password {
		p.show.Text = p.showText
	}
	p.Entry.core.Refresh()
	p.show.Refresh()
}

// Enable enables entry and button.
func (p *Passphrase) Enable() {
	p.Entry.Enable()
	p.show.Enable()
}

// Disable disables entry and button.
func (p *Passphrase) Disable() {
	p.Entry.Disable()
	p.show.Disable()
}

// CreateRenderer implements [fyne.Widget].
func (p *Passphrase) CreateRenderer() fyne.WidgetRenderer { return &passphraseRenderer{p: p} }

type passphraseRenderer struct {
	noDestroy
	p *Passphrase
}

const passphraseGap = 8

// buttonWidth is the width of the longer text, so that the entry keeps its width.
func (r *passphraseRenderer) buttonWidth() float32 {
	b := r.p.show
	other := r.p.showText
	if b.Text == other {
		other = r.p.hideText
	}
	return b.MinSize().Width + fyne.Max(0, ceil(Body.Width(other))-ceil(Body.Width(b.Text)))
}

func (r *passphraseRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.p.Entry.MinSize().Width+passphraseGap+r.buttonWidth(), ControlHeight)
}

func (r *passphraseRenderer) Layout(s fyne.Size) {
	w := r.buttonWidth()
	r.p.Entry.Resize(fyne.NewSize(s.Width-w-passphraseGap, s.Height))
	r.p.show.Move(fyne.NewPos(s.Width-w, 0))
	r.p.show.Resize(fyne.NewSize(w, s.Height))
}

func (r *passphraseRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.Entry, r.p.show}
}

func (r *passphraseRenderer) Refresh() {
	r.p.Entry.Refresh()
	r.p.show.Refresh()
}

// PassphraseWords are the texts of a [PassphrasePair].
type PassphraseWords struct{ First, Again, Show, Hide string }

// PassphrasePair is two entries in which a new passphrase is typed twice, with a
// sentence about its quality that follows the typing.
type PassphrasePair struct {
	First, Again *Passphrase

	// Judge returns a sentence about a passphrase, and whether it is accepted.
	Judge func(text string) (sentence string, good bool)
	// OnJudged is called when the sentence has changed its height.
	OnJudged func()
	// OnSubmitted is called by Enter in the second entry. If it is nil, Enter goes to
	// the dialog around the entries.
	OnSubmitted func()

	verdict *Paragraph
	objects []fyne.CanvasObject
}

// NewPassphrasePair returns two empty entries.
func NewPassphrasePair(w PassphraseWords, judge func(text string) (string, bool)) *PassphrasePair {
	p := &PassphrasePair{
		First: NewPassphrase(w.Show, w.Hide), Again: NewPassphrase(w.Show, w.Hide), Judge: judge,
		verdict: NewParagraph(Second),
	}
	p.verdict.Muted = true
	p.First.Entry.OnChanged = func(text string) { p.judge(text) }
	p.First.Entry.OnSubmitted = func(string) { p.Again.Focus() }
	p.Again.Entry.OnSubmitted = func(string) {
		if p.OnSubmitted != nil {
			p.OnSubmitted()
			return
		}
		bubbleKey(p.Again, &fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	p.judge("")
	p.objects = []fyne.CanvasObject{
		container.New(&Flow{Gap: 4, Width: 240}, NewField(w.First, p.First), p.verdict), NewField(w.Again, p.Again),
	}
	return p
}

// Objects returns the two fields, to be stacked in a layout.
func (p *PassphrasePair) Objects() []fyne.CanvasObject { return p.objects }

func (p *PassphrasePair) judge(text string) {
	sentence, _ := p.Judge(text)
	before := p.verdict.HeightFor(p.verdict.width)
	p.verdict.SetRuns(Run{Text: sentence})
	if p.OnJudged != nil && before != p.verdict.HeightFor(p.verdict.width) {
		p.OnJudged()
	}
}

// Value returns the passphrase if it is accepted and both entries agree. Otherwise
// it gives the focus to the entry to correct.
func (p *PassphrasePair) Value() (text string, state PairState) {
	if _, good := p.Judge(p.First.Text()); !good {
		p.First.Focus()
		return "", PairWeak
	}
	if p.First.Text() != p.Again.Text() {
		p.Again.Focus()
		return "", PairDiffers
	}
	return p.First.Text(), PairGood
}

// PairState is the result of [PassphrasePair.Value].
type PairState int

// The states.
const (
	PairGood PairState = iota
	PairWeak
	PairDiffers
)

// Clear empties both entries.
func (p *PassphrasePair) Clear() {
	p.First.Clear()
	p.Again.Clear()
}

// SetEnabled enables or disables both entries.
func (p *PassphrasePair) SetEnabled(on bool) {
	for _, line := range []*Passphrase{p.First, p.Again} {
		if on {
			line.Enable()
		} else {
			line.Disable()
		}
	}
}
