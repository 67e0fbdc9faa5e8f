// SPDX-License-Identifier: MPL-2.0

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Passphrase is a line to write a passphrase in, which is hidden until the
// button beside it is pressed.
type Passphrase struct {
	widget.BaseWidget

	Entry *Entry

	show               *Button
	showText, hideText string
}

// NewPassphrase returns an empty line; the words are those of the button, while
// the passphrase is hidden and while it is shown.
func NewPassphrase(show, hide string) *Passphrase {
	p := &Passphrase{Entry: NewEntry(), showText: show, hideText: hide}
	p.Entry.core.Password = true
	p.Entry.core.ActionItem = container.NewWithoutLayout() // else the toolkit adds a button that no key reaches
	p.show = NewIconButton(IconEye, show, p.toggle)
	p.ExtendBaseWidget(p)
	return p
}

// Text returns what is written.
func (p *Passphrase) Text() string { return p.Entry.Text() }

// Focus moves the keyboard here.
func (p *Passphrase) Focus() { p.Entry.Focus() }

// Clear forgets what is written, and hides what will be.
func (p *Passphrase) Clear() {
	p.Entry.SetText("")
	if !p.Entry.core.Password {
		p.toggle()
	}
}

// Shown tells whether what is written can be read.
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

// Enable lets the line be written in.
func (p *Passphrase) Enable() {
	p.Entry.Enable()
	p.show.Enable()
}

// Disable keeps the line from being written in.
func (p *Passphrase) Disable() {
	p.Entry.Disable()
	p.show.Disable()
}

// CreateRenderer implements fyne.Widget.
func (p *Passphrase) CreateRenderer() fyne.WidgetRenderer { return &passphraseRenderer{p: p} }

type passphraseRenderer struct {
	noDestroy
	p *Passphrase
}

const passphraseGap = 8

// buttonWidth holds both words, so that the line keeps its width.
func (r *passphraseRenderer) buttonWidth() float32 {
	b := r.p.show
	other := r.p.showText
	if b.Text == other {
		other = r.p.hideText
	}
	return b.MinSize().Width + fyne.Max(0, ceil(Body.Width(other)-Body.Width(b.Text)))
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

// NewPassphraseWords are the words of a NewPassphrasePair.
type NewPassphraseWords struct{ First, Again, Show, Hide string }

// NewPassphrasePair is where a new passphrase is written twice. While one
// writes, a sentence says what is wanting.
type NewPassphrasePair struct {
	First, Again *Passphrase

	// Judge is a sentence about a passphrase, and whether it will do.
	Judge func(text string) (sentence string, good bool)
	// OnJudged is called when the sentence may have become longer or shorter.
	OnJudged func()
	// OnSubmitted is called by Enter in the last line. Without it the dialog around
	// the lines is accepted.
	OnSubmitted func()

	verdict *Paragraph
	objects []fyne.CanvasObject
}

// NewPair returns the two empty lines.
func NewPair(w NewPassphraseWords, judge func(text string) (string, bool)) *NewPassphrasePair {
	p := &NewPassphrasePair{
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
		escalate(p.Again, &fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	p.judge("")
	p.objects = []fyne.CanvasObject{
		container.New(&Flow{Gap: 4, Width: 240}, NewField(w.First, p.First), p.verdict), NewField(w.Again, p.Again),
	}
	return p
}

// Objects are the parts, to be stood below each other.
func (p *NewPassphrasePair) Objects() []fyne.CanvasObject { return p.objects }

func (p *NewPassphrasePair) judge(text string) {
	sentence, _ := p.Judge(text)
	before := p.verdict.HeightFor(p.verdict.width)
	p.verdict.SetRuns(Run{Text: sentence})
	if p.OnJudged != nil && before != p.verdict.HeightFor(p.verdict.width) {
		p.OnJudged()
	}
}

// Value is the passphrase where it will do and is written twice. Otherwise the
// keyboard goes to what must be written anew.
func (p *NewPassphrasePair) Value() (text string, state PairState) {
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

// PairState is what there is to say about a new passphrase.
type PairState int

// The states.
const (
	PairGood PairState = iota
	PairWeak
	PairDiffers
)

// Clear forgets what is written.
func (p *NewPassphrasePair) Clear() {
	p.First.Clear()
	p.Again.Clear()
}

// SetEnabled lets the lines be written in, or not.
func (p *NewPassphrasePair) SetEnabled(on bool) {
	for _, line := range []*Passphrase{p.First, p.Again} {
		if on {
			line.Enable()
		} else {
			line.Disable()
		}
	}
}
