package start

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fremskridt/model/store"
	"fremskridt/ui/kit"
)

// OnOpen asks which register to open.
func (s *Screen) OnOpen() {
	w := s.o.Words
	path := kit.NewEntry()
	path.SetPlaceholder(w.T("start.folder_hint"))
	if len(s.o.Recent) > 0 {
		path.SetText(s.o.Recent[0])
	}
	browse := kit.NewButton(w.T("start.browse"), func() { s.o.PickFolder(path.SetText) })
	wrong := newWrong()
	d := kit.NewKeyDialog(w.T("start.open"), container.New(&fields{},
		kit.NewField(w.T("start.folder"), path), container.New(&leading{}, browse), wrong),
		w.T("start.open.button"), w.T("start.cancel"))
	d.Width = dialogWide
	d.First = path.Focusable()
	d.OnAccept = func() bool {
		dir := strings.TrimSpace(path.Text())
		if dir == "" {
			wrong.SetRuns(kit.Run{Text: w.T("start.need_folder")})
			d.Refresh()
			return false
		}
		s.o.OnOpen(dir, func(err error) {
			if err == nil {
				d.Close()
				return
			}
			wrong.SetRuns(kit.Run{Text: s.o.Explain(err)})
			d.Refresh()
		})
		return false
	}
	d.Open(s.o.Canvas())
}

// OnCreate asks for what a new register needs.
func (s *Screen) OnCreate() {
	w := s.o.Words
	name, initials, path := kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	passphrase, again := kit.NewPasswordEntry(), kit.NewPasswordEntry()
	name.SetPlaceholder(w.T("start.municipality_hint"))
	initials.SetPlaceholder(w.T("start.initials_hint"))
	suggested := ""
	name.OnChanged = func(text string) {
		if path.Text() != suggested {
			return // it has been written by hand
		}
		suggested = ""
		if text = strings.TrimSpace(text); text != "" {
			suggested = filepath.Join(s.o.Home, fileName(text)+store.Extension)
		}
		path.SetText(suggested)
	}
	browse := kit.NewButton(w.T("start.browse"), func() {
		s.o.PickFolder(func(dir string) {
			path.SetText(filepath.Join(dir, fileName(strings.TrimSpace(name.Text()))+store.Extension))
		})
	})
	wrong := newWrong()
	d := kit.NewKeyDialog(w.T("start.create"), container.New(&fields{},
		kit.NewField(w.T("start.municipality"), name), kit.NewField(w.T("start.initials"), initials),
		kit.NewField(w.T("start.passphrase"), passphrase), kit.NewField(w.T("start.passphrase_again"), again),
		kit.NewField(w.T("start.new_folder"), path), container.New(&leading{}, browse), wrong),
		w.T("start.create.accept"), w.T("start.cancel"))
	d.Width = dialogWide
	d.First = name.Focusable()
	d.OnAccept = func() bool {
		setup := Setup{
			Municipality: strings.TrimSpace(name.Text()), Initials: strings.ToUpper(strings.TrimSpace(initials.Text())),
			Dir: strings.TrimSpace(path.Text()), Passphrase: passphrase.Text(),
		}
		for _, need := range []struct {
			text, key string
			entry     *kit.Entry
		}{
			{setup.Municipality, "start.need_municipality", name},
			{setup.Initials, "start.need_initials", initials},
			{setup.Passphrase, "start.need_passphrase", passphrase},
			{setup.Dir, "start.need_folder", path},
		} {
			if need.text == "" {
				wrong.SetRuns(kit.Run{Text: w.T(need.key)})
				d.Refresh()
				need.entry.Focus()
				return false
			}
		}
		if again.Text() != setup.Passphrase {
			wrong.SetRuns(kit.Run{Text: w.T("start.passphrases_differ")})
			d.Refresh()
			again.Focus()
			return false
		}
		s.o.OnCreate(setup, func(err error) {
			if err == nil {
				d.Close()
				return
			}
			wrong.SetRuns(kit.Run{Text: s.o.Explain(err)})
			d.Refresh()
		})
		return false
	}
	d.Open(s.o.Canvas())
}

const dialogWide = 560

// newWrong is the place where a dialog says what is wrong.
func newWrong() *kit.Paragraph { return kit.NewParagraph(kit.Body) }

// fileName is a name without the letters that no folder may have.
func fileName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name), ". ")
}

// fields stands the fields of a dialog below each other.
type fields struct{}

const fieldGap = 12

func (*fields) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(dialogWide-40, standing(o, dialogWide-40, false))
}

func (*fields) Layout(o []fyne.CanvasObject, s fyne.Size) { standing(o, s.Width, true) }

func standing(o []fyne.CanvasObject, w float32, move bool) float32 {
	y := float32(0)
	for _, object := range o {
		h := object.MinSize().Height
		if p, ok := object.(*kit.Paragraph); ok {
			if len(p.Runs) == 0 {
				continue
			}
			h = p.HeightFor(w)
		}
		if move {
			object.Move(fyne.NewPos(0, y))
			object.Resize(fyne.NewSize(w, h))
		}
		y += h + fieldGap
	}
	return y - fieldGap
}
