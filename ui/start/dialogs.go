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
		widgets.NewField(w.T("start.folder"), container.New(&widgets.Ends{Gap: 8}, path, browse)),
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
	name, initials, path := widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	pair := widgets.NewPair(widgets.NewPassphraseWords{
		First: w.T("start.passphrase"), Again: w.T("passphrase.again"), Show: w.T("passphrase.show"), Hide: w.T("passphrase.hide"),
	}, func(text string) (string, bool) { return s.o.Judge(text, name.Text(), initials.Text()) })
	name.SetPlaceholder(w.T("start.municipality_hint"))
	initials.SetPlaceholder(w.T("start.initials_hint"))
	suggested := ""
	name.OnChanged = func(text string) {
		if path.Text() != suggested {
			return // the user has typed a folder
		}
		suggested = ""
		if text = strings.TrimSpace(text); text != "" {
			suggested = filepath.Join(s.o.Home, safeFileName(text)+store.Extension)
		}
		path.SetText(suggested)
	}
	browse := widgets.NewButton(w.T("start.browse"), func() {
		s.o.PickFolder(func(dir string) {
			path.SetText(filepath.Join(dir, safeFileName(strings.TrimSpace(name.Text()))+store.Extension))
		})
	})
	rows := []fyne.CanvasObject{
		widgets.NewField(w.T("start.municipality"), name), widgets.NewField(w.T("start.initials"), initials),
	}
	rows = append(rows, pair.Objects()...)
	rows = append(rows, widgets.NewField(w.T("start.new_folder"), container.New(&widgets.Ends{Gap: 8}, path, browse)))
	d := widgets.NewFormDialog(w.T("start.create"), widgets.Flow{Gap: widgets.Gap, Width: formWidth}, rows, w.T("start.create.accept"), w.T("start.cancel"))
	pair.OnJudged = d.Refresh
	busy := false
	d.First = name.Focusable()
	d.OnAccept = func() bool {
		if busy {
			return false
		}
		setup := NewRegister{
			Municipality: strings.TrimSpace(name.Text()), Initials: strings.ToUpper(strings.TrimSpace(initials.Text())),
			Dir: strings.TrimSpace(path.Text()),
		}
		for _, need := range []struct {
			text, key string
			entry     *widgets.Entry
		}{
			{setup.Municipality, "start.need_municipality", name},
			{setup.Initials, "start.need_initials", initials},
			{pair.First.Text(), "start.need_passphrase", pair.First.Entry},
			{setup.Dir, "start.need_folder", path},
		} {
			if need.text == "" {
				d.Say(w.T(need.key))
				need.entry.Focus()
				return false
			}
		}
		passphrase, state := pair.Value()
		switch state {
		case widgets.PairWeak:
			sentence, _ := s.o.Judge(pair.First.Text(), setup.Municipality, setup.Initials)
			d.Say(sentence)
			return false
		case widgets.PairDiffers:
			d.Say(w.T("start.passphrases_differ"))
			return false
		}
		setup.Passphrase = passphrase
		d.Say(w.T("start.creating"))
		busy = true
		s.o.OnCreate(setup, func(err error) {
			busy = false
			if err == nil {
				pair.Clear()
				d.Close()
				return
			}
			d.Say(s.o.Explain(err))
		})
		return false
	}
	d.Open(s.o.Canvas())
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
