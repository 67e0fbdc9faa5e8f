// SPDX-License-Identifier: MPL-2.0

package start

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// OpenDialog asks for the folder of a register and opens it.
func (s *Screen) OpenDialog() {
	w := s.o.Words
	path := widgets.NewEntry()
	path.SetPlaceholder(w.T("start.folder_hint"))
	if len(s.o.Recent) > 0 {
		path.SetText(s.o.Recent[0])
	}
	browse := widgets.NewButton(w.T("start.browse"), func() { s.o.PickFolder(path.SetText) })
	d := widgets.NewFormDialog(w.T("start.open"), widgets.Flow{Gap: widgets.Gap, Width: formWidth}, []fyne.CanvasObject{
		widgets.NewField(w.T("start.folder"), container.New(&widgets.SpaceBetween{Gap: 8}, path, browse)),
	}, w.T("start.open.button"), w.T("start.cancel"))
	d.First = path.Focusable()
	d.OnAccept = func() bool {
		dir := strings.TrimSpace(path.Text())
		if dir == "" {
			d.Say(w.T("start.need_folder"))
			return false
		}
		s.o.OnOpen(dir, func(err error) {
			if err == nil {
				d.Close()
				return
			}
			d.Say(s.o.Explain(err))
		})
		return false
	}
	d.Open(s.o.Canvas())
}

// CreateDialog asks for the details of a new register and creates it.
func (s *Screen) CreateDialog() {
	w := s.o.Words
	f := newCreateForm(s)
	d := widgets.NewFormDialog(w.T("start.create"), widgets.Flow{Gap: widgets.Gap, Width: formWidth}, f.fields, w.T("start.create.accept"), w.T("start.cancel"))
	f.pair.OnJudged = d.Refresh
	d.First = f.name.Focusable()
	busy := false
	d.OnAccept = func() bool {
		if busy {
			return false
		}
		r, wrong := f.read()
		if wrong != "" {
			d.Say(wrong)
			return false
		}
		d.Say(w.T("start.creating"))
		busy = true
		s.o.OnCreate(r, func(err error) {
			busy = false
			if err != nil {
				d.Say(s.o.Explain(err))
				return
			}
			f.pair.Clear()
			d.Close()
		})
		return false
	}
	d.Open(s.o.Canvas())
}

// createForm holds the fields of a new register.
type createForm struct {
	s                    *Screen
	fields               []fyne.CanvasObject
	name, initials, path *widgets.Entry
	pair                 *widgets.PassphrasePair
}

func newCreateForm(s *Screen) *createForm {
	w := s.o.Words
	f := &createForm{s: s, name: widgets.NewEntry(), initials: widgets.NewEntry(), path: widgets.NewEntry()}
	f.pair = widgets.NewPassphrasePair(widgets.PassphraseWords{
		First: w.T("start.passphrase"), Again: w.T("passphrase.again"), Show: w.T("passphrase.show"), Hide: w.T("passphrase.hide"),
	}, func(text string) (string, bool) { return s.o.Judge(text, f.name.Text(), f.initials.Text()) })
	f.name.SetPlaceholder(w.T("start.municipality_hint"))
	f.initials.SetPlaceholder(w.T("start.initials_hint"))
	suggested := ""
	f.name.OnChanged = func(text string) {
		if f.path.Text() != suggested {
			return // the user has typed a folder
		}
		suggested = ""
		if strings.TrimSpace(text) != "" {
			suggested = f.pathIn(s.o.Home)
		}
		f.path.SetText(suggested)
	}
	browse := widgets.NewButton(w.T("start.browse"), func() {
		s.o.PickFolder(func(dir string) { f.path.SetText(f.pathIn(dir)) })
	})
	f.fields = append([]fyne.CanvasObject{
		widgets.NewField(w.T("start.municipality"), f.name), widgets.NewField(w.T("start.initials"), f.initials),
	}, f.pair.Objects()...)
	f.fields = append(f.fields, widgets.NewField(w.T("start.new_folder"), container.New(&widgets.SpaceBetween{Gap: 8}, f.path, browse)))
	return f
}

// pathIn returns the suggested folder of the register in another folder.
func (f *createForm) pathIn(dir string) string {
	return filepath.Join(dir, safeFileName(strings.TrimSpace(f.name.Text()))+store.Extension)
}

// read returns the details of the register. If something is wrong with the fields, it
// says what, and gives the keyboard to a field that is empty.
func (f *createForm) read() (r NewRegister, wrong string) {
	w := f.s.o.Words
	r = NewRegister{
		Municipality: strings.TrimSpace(f.name.Text()), Initials: strings.ToUpper(strings.TrimSpace(f.initials.Text())),
		Dir: strings.TrimSpace(f.path.Text()),
	}
	for _, need := range []struct {
		text, key string
		entry     *widgets.Entry
	}{
		{r.Municipality, "start.need_municipality", f.name},
		{r.Initials, "start.need_initials", f.initials},
		{f.pair.First.Text(), "start.need_passphrase", f.pair.First.Entry},
		{r.Dir, "start.need_folder", f.path},
	} {
		if need.text == "" {
			need.entry.Focus()
			return r, w.T(need.key)
		}
	}
	passphrase, state := f.pair.Value()
	switch state {
	case widgets.PairWeak:
		wrong, _ = f.s.o.Judge(f.pair.First.Text(), r.Municipality, r.Initials)
	case widgets.PairDiffers:
		wrong = w.T("start.passphrases_differ")
	}
	r.Passphrase = passphrase
	return r, wrong
}

// formWidth is the width of the fields of a dialog.
const formWidth = 520

// safeFileName replaces the characters that a folder may not have on some system.
func safeFileName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name), ". ")
}
