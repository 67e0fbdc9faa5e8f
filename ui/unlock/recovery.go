// SPDX-License-Identifier: MPL-2.0

package unlock

import (
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// recovery is the form for the recovery key and a new passphrase.
type recovery struct {
	s        *Screen
	code     *widgets.Entry
	initials *widgets.Entry
	pair     *widgets.PassphrasePair
	accept   *widgets.Button
	back     *widgets.Button
	status   *status
	busy     bool
}

func newRecovery(s *Screen) *recovery {
	w := s.o.Words
	r := &recovery{s: s, code: widgets.NewEntry(), initials: widgets.NewEntry()}
	r.code.SetPlaceholder(w.T("recover.code_hint"))
	r.code.OnSubmitted = func(string) { r.initials.Focus() }
	r.initials.SetText(s.initials.Text())
	r.initials.SetPlaceholder(w.T("start.initials_hint"))
	r.initials.OnSubmitted = func(string) { r.pair.First.Focus() }
	r.pair = widgets.NewPassphrasePair(PassphraseWords(w), s.o.Judge)
	r.pair.OnSubmitted = r.onAccept
	r.pair.OnJudged = func() { s.content.Refresh() }
	r.accept = widgets.NewPrimaryButton(widgets.IconNone, w.T("recover.accept"), r.onAccept)
	r.back = widgets.NewButton(w.T("recover.back"), s.onBack)
	r.status = newStatus(func() { s.content.Refresh() })
	return r
}

func (r *recovery) card() fyne.CanvasObject {
	w := r.s.o.Words
	rows := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("recover.ask")}),
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("recover.text")}),
		widgets.NewField(w.T("recover.code"), r.code), widgets.NewField(w.T("start.initials"), r.initials),
	}
	rows = append(rows, r.pair.Objects()...)
	rows = append(rows, r.status.objects()...)
	return card(append(rows, line(r.accept, r.back))...)
}

func (r *recovery) clear() {
	r.code.SetText("")
	r.pair.Clear()
}

func (r *recovery) setBusy(text string) {
	r.busy = text != ""
	r.status.showInfo(text)
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
		r.status.showError(w.T("recover.need_code"))
		r.code.Focus()
		return
	case initials == "":
		r.status.showError(w.T("unlock.need_initials"))
		r.initials.Focus()
		return
	}
	pass, ok := acceptedPassphrase(r.pair, r.status, w)
	if !ok {
		return
	}
	r.setBusy(w.T("unlock.busy"))
	r.s.o.OnRecover(code, initials, []byte(pass), func(err error) {
		r.setBusy("")
		if err == nil {
			r.s.Close()
			return
		}
		r.status.showError(r.s.o.Explain(err))
		r.code.Focus()
	})
}
