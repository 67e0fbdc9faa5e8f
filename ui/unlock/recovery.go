package unlock

import (
	"strings"

	"fyne.io/fyne/v2"

	"fremskridt/ui/kit"
)

// recovery asks for the recovery key and a new passphrase.
type recovery struct {
	s        *Screen
	code     *kit.Entry
	initials *kit.Entry
	pair     *kit.NewPassphrasePair
	accept   *kit.Button
	back     *kit.Button
	say      *say
	busy     bool
}

func newRecovery(s *Screen) *recovery {
	w := s.o.Words
	r := &recovery{s: s, code: kit.NewEntry(), initials: kit.NewEntry()}
	r.code.SetPlaceholder(w.T("recover.code_hint"))
	r.code.OnSubmitted = func(string) { r.initials.Focus() }
	r.initials.SetText(s.initials.Text())
	r.initials.SetPlaceholder(w.T("start.initials_hint"))
	r.initials.OnSubmitted = func(string) { r.pair.First.Focus() }
	r.pair = kit.NewPair(PairWords(w), s.o.Judge)
	r.pair.OnSubmitted = r.onAccept
	r.pair.OnJudged = func() { s.content.Refresh() }
	r.accept = kit.NewPrimaryButton(kit.IconNone, w.T("recover.accept"), r.onAccept)
	r.back = kit.NewButton(w.T("recover.back"), s.onBack)
	r.say = newSay(func() { s.content.Refresh() })
	return r
}

func (r *recovery) card() fyne.CanvasObject {
	w := r.s.o.Words
	rows := []fyne.CanvasObject{
		kit.NewParagraph(kit.Body, kit.Run{Text: w.T("recover.ask")}),
		kit.NewParagraph(kit.Body, kit.Run{Text: w.T("recover.text")}),
		kit.NewField(w.T("recover.code"), r.code), kit.NewField(w.T("start.initials"), r.initials),
	}
	rows = append(rows, r.pair.Objects()...)
	rows = append(rows, r.say.objects()...)
	return card(append(rows, line(r.accept, r.back))...)
}

func (r *recovery) clear() {
	r.code.SetText("")
	r.pair.Clear()
}

func (r *recovery) setBusy(text string) {
	r.busy = text != ""
	r.say.wait(text)
	setEnabled(!r.busy, r.code, r.initials, r.accept, r.back)
	r.pair.SetEnabled(!r.busy)
}

func (r *recovery) onAccept() {
	if r.busy {
		return
	}
	w := r.s.o.Words
	code, initials := strings.TrimSpace(r.code.Text()), strings.TrimSpace(r.initials.Text())
	switch {
	case code == "":
		r.say.wrong(w.T("recover.need_code"))
		r.code.Focus()
		return
	case initials == "":
		r.say.wrong(w.T("unlock.need_initials"))
		r.initials.Focus()
		return
	}
	pass, ok := accepted(r.pair, r.say, w)
	if !ok {
		return
	}
	r.setBusy(w.T("unlock.busy"))
	r.s.o.OnRecover(code, initials, []byte(pass), func(err error) {
		r.setBusy("")
		if err == nil {
			r.s.Leave()
			return
		}
		r.say.wrong(r.s.o.Explain(err))
		r.code.Focus()
	})
}
