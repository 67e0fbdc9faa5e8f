// SPDX-License-Identifier: MPL-2.0

package followup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/plots"
	"codeberg.org/fremskridt/fremskridt/ui/followup"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/screen/screentest"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

var (
	today   = model.NewDate(2026, time.September, 4)
	errDisk = errors.New("the disk is full")
)

// register is a follow-up without a register.
type register struct {
	logged []string
	rows   map[store.Scope][]store.FollowUpRow
	asked  []store.FollowUpQuery
	moved  string
	took   bool // by an export
	fail   error
}

func (r *register) FollowUp(_ context.Context, q store.FollowUpQuery) ([]store.FollowUpRow, error) {
	r.asked = append(r.asked, q)
	return r.rows[q.Scope], r.fail
}

func (r *register) ExportFollowUp(_ context.Context, q store.FollowUpQuery) ([]store.FollowUpRow, error) {
	r.took = true
	return r.rows[q.Scope], r.fail
}

func (r *register) LogShown(_ context.Context, list string, ids []model.ID) error {
	r.logged = append(r.logged, fmt.Sprint(list, " ", len(ids)))
	return nil
}

func (r *register) MoveDue(_ context.Context, citizen model.ID, due model.Date, reason string) error {
	if r.fail != nil {
		return r.fail
	}
	r.moved = fmt.Sprintf("%s to %s: %s", citizen, due, reason)
	return nil
}

func row(name string, kind model.TaskKind, change func(r *store.FollowUpRow)) store.FollowUpRow {
	r := store.FollowUpRow{Task: model.Task{Kind: kind}}
	r.ID, r.Name, r.CaseNumber, r.Caseworker = model.ID(name), name, "2024-0335", "LKN"
	r.Latest = today.Add(-100)
	if change != nil {
		change(&r)
	}
	return r
}

func due(days int) func(r *store.FollowUpRow) {
	return func(r *store.FollowUpRow) { r.Due = today.Add(days) }
}

// one of every kind.
func one() []store.FollowUpRow {
	return []store.FollowUpRow{
		row("Olga Skabelonsen", model.TaskOverdue, due(-31)),
		row("Bo Demosen", model.TaskDue, due(-9)),
		row("Gry Papfigur", model.TaskUpcoming, func(r *store.FollowUpRow) { r.Due, r.Moved = today.Add(3), true }),
		row("Ærla Figurby", model.TaskUpcoming, func(r *store.FollowUpRow) { r.Due, r.Latest = today.Add(14), model.Date{} }),
		row("Viggo Påfundsen", model.TaskDraft, func(r *store.FollowUpRow) { r.Respondent, r.Assessment = model.ByCitizen, "draft" }),
		row("Finn Attrapsen", model.TaskCounterpart, func(r *store.FollowUpRow) { r.Respondent, r.Due = model.ByCaseworker, today.Add(-11) }),
		row("Rikke Stråmand", model.TaskSecondEntry, func(r *store.FollowUpRow) { r.Respondent, r.Due = model.ByCitizen, today.Add(-20) }),
		row("Olga Skabelonsen", model.TaskNoFollowUp, due(-31)),
		row("Svend Kulissen", model.TaskPassive, func(r *store.FollowUpRow) { r.Weeks = 11 }),
	}
}

// desk is the screen in a window, with what it reported.
type desk struct {
	screen  *followup.Screen
	window  fyne.Window
	reg     *register
	opened  string
	citizen model.ID
	urgent  int
	moved   bool
	weeks   int
	said    string
	file    string
	content bytes.Buffer
	timers  screentest.Timers
}

func open(t *testing.T, reg *register, at followup.State) *desk {
	t.Helper()
	user := model.FirstUser("LKN")
	user.Teams = []string{"Nord"}
	return openAs(t, reg, user, at)
}

func openAs(t *testing.T, reg *register, user model.User, at followup.State) *desk {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme(plots.Light(), false))
	w, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{reg: reg, urgent: -1}
	d.screen = followup.New(followup.Options{
		Register: reg, User: user,
		Env: screen.Env{
			Words: w, Run: widgets.Inline, Now: today.Time, After: d.timers.After, Visible: func() bool { return true },
			Canvas: func() fyne.Canvas { return d.window.Canvas() }, Focus: func(f fyne.Focusable) { d.window.Canvas().Focus(f) },
			Explain: func(err error) string { return err.Error() + "." }, Toast: func(text string) { d.said = text },
			Changed: func() { d.moved = true; d.screen.Refresh() },
			SaveAs: func(_, name string, write func(ctx context.Context, to io.Writer) error, done func(string)) {
				d.file = name
				if err := write(t.Context(), &d.content); err != nil {
					t.Error(err)
				}
				done("/tmp/" + name)
			},
		},
		OnOpen:    func(r store.FollowUpRow) { d.opened = r.Name + ", " + string(r.Kind) },
		OnCitizen: func(id model.ID) { d.citizen = id },
		OnUrgent:  func(n int) { d.urgent = n }, OnWeeks: func(n int) { d.weeks = n },
	}, at)
	d.window = test.NewWindow(d.screen.Content())
	t.Cleanup(d.window.Close)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1278, 712))
	d.screen.Load()
	d.screen.FocusList()
	return d
}

// lines are the rows of a table of the screen, cells by a bar.
func (d *desk) lines(table int) string {
	view := widgettest.Find[*widgets.DataTable](d.window.Content())[table]
	var list []string
	for i := range view.Length() {
		cells, _ := view.Row(i)
		var texts []string
		for _, c := range cells {
			if text := strings.TrimSpace(c.Text + " " + c.Tail); text != "" {
				texts = append(texts, text)
			}
		}
		list = append(list, strings.Join(texts, " | "))
	}
	return strings.Join(list, "\n")
}

func (d *desk) kinds() string { return d.lines(0) }
func (d *desk) list() string  { return d.lines(1) }

func (d *desk) press(names ...fyne.KeyName) { widgettest.Press(d.window.Canvas(), names...) }

func (d *desk) write(text string) { widgettest.Write(d.window.Canvas(), text) }

func (d *desk) texts() string { return widgettest.Texts(widgettest.Top(d.window.Canvas())) }
