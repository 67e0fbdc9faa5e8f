// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/messages"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// accessLogPage shows the access log, with filters, spot checks and its retention rule.
type accessLogPage struct {
	s      *Screen
	period *widgets.Dropdown
	who    *widgets.Dropdown
	action *widgets.Dropdown
	only   *widgets.Button
	check  *widgets.Button
	table  *widgets.DataTable
	foot   *widgets.FootStrip
	all    fyne.CanvasObject

	users   []string
	months  int
	query   store.LogQuery
	entries []store.LogEntry
	total   int
	latest  screen.Latest
	reading bool
	spot    bool // a spot check is shown
}

const (
	logPage  = 200
	spotSize = 20
)

// periods returns the choices of how many days are shown; 0 is all.
func periods() []int { return []int{1, 7, 30, 365, 0} }

func newAccessLogPage(s *Screen) *accessLogPage {
	w := s.o.Words
	l := &accessLogPage{s: s}
	var days []string
	for _, p := range periods() {
		switch p {
		case 0:
			days = append(days, w.T("logbook.always"))
		case 1:
			days = append(days, w.T("logbook.today"))
		default:
			days = append(days, w.N("logbook.days", p))
		}
	}
	l.period = widgets.NewDropdown(days, nil)
	l.period.Selected = 1
	l.period.OnChanged = func(int) { l.requery() }
	l.who = widgets.NewDropdown([]string{w.T("logbook.everybody")}, nil)
	l.who.OnChanged = func(int) { l.requery() }
	actions := []string{w.T("logbook.every_action")}
	for _, a := range store.Actions() {
		actions = append(actions, w.T("log.action."+string(a)))
	}
	l.action = widgets.NewDropdown(actions, nil)
	l.action.OnChanged = func(int) { l.requery() }
	l.only = widgets.NewButton(w.T("logbook.same_citizen"), l.onOnly)
	l.check = widgets.NewButton(w.N("logbook.spot", spotSize), l.onSpot)
	rule := widgets.NewMenuButton(w.T("logbook.rule"), []string{w.T("logbook.set_rule"), w.T("logbook.purge")}, func(i int) {
		if i == 0 {
			l.onRule()
			return
		}
		l.onPurge()
	})
	l.table = widgets.NewDataTable([]widgets.Column{
		{ID: "at", Title: w.T("log.at"), Width: 170},
		{ID: "who", Title: w.T("log.who"), Width: 90, Bold: true},
		{ID: "role", Title: w.T("log.role"), Width: 120},
		{ID: "action", Title: w.T("log.action"), Width: 150},
		{ID: "case", Title: w.T("logbook.case"), Width: 110},
		{ID: "purpose", Title: w.T("log.purpose"), Width: 130},
		{ID: "detail", Title: w.T("log.detail"), Width: 300, Flexible: true},
	}, l.row)
	l.table.Empty = w.T("logbook.none")
	l.table.OnVisible = func(_, last int) { l.more(last) }
	l.table.OnSelect = func(int) { l.label() }
	l.table.OnSpace = func(int) { l.onOnly() }
	l.foot = widgets.NewFootStrip(nil, []widgets.KeyHint{{Key: w.T("key.space"), Text: w.T("logbook.hint")}})
	l.all = newPanel(tools(l.period, l.who, l.action, l.only, l.check, rule), l.table, l.foot)
	return l
}

func (l *accessLogPage) content() fyne.CanvasObject { return l.all }
func (l *accessLogPage) first() fyne.Focusable      { return l.table }

func (l *accessLogPage) load() {
	w := l.s.o.Words
	var users []model.User
	var months int
	l.s.run(func(ctx context.Context) (err error) {
		if users, err = l.s.o.Register.Users(ctx); err != nil {
			return err
		}
		months, err = l.s.o.Register.LogRetention(ctx)
		return err
	}, func() {
		chosen := l.who.Value()
		options, selected := []string{w.T("logbook.everybody")}, 0
		l.users, l.months = nil, months
		for _, u := range users {
			l.users = append(l.users, u.Initials)
			options = append(options, u.Initials)
			if u.Initials == chosen {
				selected = len(l.users)
			}
		}
		l.who.SetOptions(options, selected)
		l.requery()
	})
}

// requery reads the newest lines that match the filters.
func (l *accessLogPage) requery() {
	q := store.LogQuery{Citizen: l.query.Citizen, Limit: logPage}
	if days := periods()[l.period.Selected]; days > 0 {
		q.From = startOfDay(l.s.o.Now()).AddDate(0, 0, 1-days)
	}
	if i := l.who.Selected; i > 0 && i <= len(l.users) {
		q.Initials = l.users[i-1]
	}
	if i := l.action.Selected; i > 0 {
		q.Action = store.Actions()[i-1]
	}
	l.query = q
	l.spot = false
	l.read(q, true)
}

func startOfDay(t time.Time) time.Time {
	t = t.Local()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// read reads a page of lines.
func (l *accessLogPage) read(q store.LogQuery, fresh bool) {
	l.reading = true
	var list []store.LogEntry
	var total int
	l.latest.Run(l.s.o.Run, func(ctx context.Context) (err error) {
		list, total, err = l.s.o.Admin.Log(ctx, q)
		return err
	}, l.finished(func() {
		if fresh {
			l.entries, l.total = nil, total
			l.table.Select(-1)
		}
		l.entries = append(l.entries, list...)
		if len(list) < logPage {
			l.total = len(l.entries)
		}
		l.show(fresh)
	}))
}

// finished is what follows a query: done, or a dialog that explains the error.
func (l *accessLogPage) finished(done func()) func(err error) {
	then := l.s.then(done)
	return func(err error) {
		l.reading = false
		then(err)
	}
}

// more reads the next page when the last line comes into view.
func (l *accessLogPage) more(last int) {
	if l.spot || l.reading || len(l.entries) == 0 || len(l.entries) >= l.total || last < len(l.entries)-1 {
		return
	}
	q := l.query
	q.Before = l.entries[len(l.entries)-1].Seq
	l.read(q, false)
}

func (l *accessLogPage) show(fresh bool) {
	w := l.s.o.Words
	l.table.SetLength(len(l.entries))
	if fresh && len(l.entries) > 0 {
		l.table.Select(0)
	}
	texts := []string{w.N("log.count", l.total)}
	if l.spot {
		texts = []string{w.N("logbook.spot", len(l.entries))}
	}
	if l.months > 0 {
		texts = append(texts, w.N("logbook.kept", l.months))
	} else {
		texts = append(texts, w.T("logbook.no_rule"))
	}
	l.foot.SetTexts(texts...)
	l.label()
}

// label updates the buttons.
func (l *accessLogPage) label() {
	w := l.s.o.Words
	on := l.query.Citizen != ""
	l.only.SetText(w.T("logbook.same_citizen"))
	if on {
		l.only.SetText(w.T("logbook.all_citizens"))
	}
	if _, ok := l.selected(); on || ok {
		l.only.Enable()
	} else {
		l.only.Disable()
	}
	l.check.SetText(w.N("logbook.spot", spotSize))
	if l.spot {
		l.check.SetText(w.T("logbook.whole"))
	}
	l.all.Refresh()
}

// selected returns the citizen of the selected line, if it is about one.
func (l *accessLogPage) selected() (model.ID, bool) {
	i := l.table.Selected()
	if i < 0 || i >= len(l.entries) || l.entries[i].Citizen == "" {
		return "", false
	}
	return l.entries[i].Citizen, true
}

// onOnly shows only the lines about the selected line's citizen, or all again.
func (l *accessLogPage) onOnly() {
	if l.query.Citizen != "" {
		l.query.Citizen = ""
	} else if id, ok := l.selected(); ok {
		l.query.Citizen = id
	} else {
		return
	}
	l.requery()
}

// onSpot shows randomly chosen lines, or the log again.
func (l *accessLogPage) onSpot() {
	if l.spot {
		l.requery()
		return
	}
	var list []store.LogEntry
	q := l.query
	l.latest.Run(l.s.o.Run, func(ctx context.Context) (err error) {
		list, err = l.s.o.Admin.SpotCheck(ctx, q, spotSize)
		return err
	}, l.finished(func() {
		l.spot = true
		l.entries = list
		l.show(true)
	}))
}

func (l *accessLogPage) row(i int) ([]widgets.Cell, bool) {
	if i < 0 || i >= len(l.entries) {
		return nil, false
	}
	w, e := l.s.o.Words, l.entries[i]
	at := e.At.Local()
	number := e.CaseNumber
	switch {
	case number != "":
	case e.Citizen != "":
		number = w.T("logbook.deleted")
	default:
		number = "–"
	}
	return []widgets.Cell{
		{Text: w.ShortDate(model.DateOf(at)) + " " + at.Format("15:04:05")},
		{Text: e.Initials},
		{Text: messages.Code(w, "role.", e.Role)},
		{Text: w.T("log.action." + string(e.Action))},
		{Text: number, Muted: e.CaseNumber == ""},
		{Text: messages.Code(w, "purpose.", string(e.Purpose))},
		{Text: messages.LogDetail(w, e), Muted: e.Forgotten},
	}, true
}

// onRule changes how long the log is kept.
func (l *accessLogPage) onRule() {
	w := l.s.o.Words
	months := widgets.NewEntry()
	if l.months > 0 {
		months.SetText(strconv.Itoa(l.months))
	}
	list := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("logbook.rule_text")}), widgets.NewField(w.T("logbook.months"), months),
	}
	l.s.form(w.T("logbook.set_rule"), w.T("save.accept"), months.Focusable(), list,
		func() (string, func(context.Context) error, func()) {
			n, err := strconv.Atoi(strings.TrimSpace(months.Text()))
			if err != nil || n < 1 || n > 1200 {
				return w.T("logbook.need_months"), nil, nil
			}
			return "", func(ctx context.Context) error { return l.s.o.Admin.SetLogRetention(ctx, n) }, l.load
		})
}

// onPurge removes the lines that are older than the rule allows.
func (l *accessLogPage) onPurge() {
	w := l.s.o.Words
	if l.months == 0 {
		l.s.showError(store.ErrNoLogRetention)
		return
	}
	l.s.confirmLoss(w.T("logbook.purge"), w.N("logbook.purge_text", l.months), w.T("logbook.purge_accept"), func() {
		var removed int64
		l.s.run(func(ctx context.Context) (err error) {
			removed, err = l.s.o.Admin.PurgeLog(ctx)
			return err
		}, func() {
			l.s.o.Toast(w.N("logbook.purged", int(removed)))
			l.load()
		})
	})
}
