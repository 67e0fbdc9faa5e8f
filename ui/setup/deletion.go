// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

// deletionPage shows the retention rules, the citizens due for deletion, the proposals
// to delete, and the deletions made.
type deletionPage struct {
	s     *Screen
	parts *widgets.Segmented
	bar   *fyne.Container
	body  *fyne.Container
	foot  *widgets.FootStrip
	all   fyne.CanvasObject

	rules, due, proposals, protocol *staticTable
	lists                           deletionLists
	reasons                         []string // codes of close reasons, "" first for the default
}

// deletionLists holds what was read for the page.
type deletionLists struct {
	rules     model.Retention
	due       []store.DueCitizen
	proposals []store.DeletionProposal
	protocol  []store.DeletionRecord
}

// Parts of the page.
const (
	partDue = iota
	partProposals
	partProtocol
	partRules
)

func newDeletionPage(s *Screen) *deletionPage {
	w := s.o.Words
	d := &deletionPage{s: s}
	d.due = newStaticTable([]widgets.Column{
		{ID: "case", Title: w.T("logbook.case"), Width: 130, Bold: true},
		{ID: "name", Title: w.T("list.name"), Width: 200, Flexible: true},
		{ID: "team", Title: w.T("master.team"), Width: 140},
		{ID: "closed", Title: w.T("master.closed"), Width: 130},
		{ID: "reason", Title: w.T("master.close_reason"), Width: 220, Flexible: true},
		{ID: "due", Title: w.T("deletions.due_from"), Width: 130},
		{ID: "proposed", Title: w.T("deletions.proposed"), Width: 100},
	}, w.T("deletions.none_due"))
	d.proposals = newStaticTable([]widgets.Column{
		{ID: "case", Title: w.T("logbook.case"), Width: 130, Bold: true},
		{ID: "name", Title: w.T("list.name"), Width: 200, Flexible: true},
		{ID: "team", Title: w.T("master.team"), Width: 140},
		{ID: "ground", Title: w.T("deletions.ground"), Width: 240, Flexible: true},
		{ID: "by", Title: w.T("deletions.by"), Width: 110},
		{ID: "at", Title: w.T("deletions.at"), Width: 160},
	}, w.T("deletions.none_proposed"))
	d.proposals.view.OnOpen = func(int) { d.onApprove() }
	d.protocol = newStaticTable([]widgets.Column{
		{ID: "at", Title: w.T("deletions.deleted_at"), Width: 160, Bold: true},
		{ID: "ground", Title: w.T("deletions.ground"), Width: 220, Flexible: true},
		{ID: "rule", Title: w.T("deletions.rule"), Width: 150},
		{ID: "closed", Title: w.T("master.closed"), Width: 130},
		{ID: "by", Title: w.T("deletions.by"), Width: 110},
		{ID: "approved", Title: w.T("deletions.approved_by"), Width: 110},
		{ID: "rows", Title: w.T("deletions.rows"), Width: 110, Align: fyne.TextAlignTrailing, TitleAlign: fyne.TextAlignTrailing},
	}, w.T("deletions.none_deleted"))
	parts := []widgets.Segment{
		{Text: w.T("deletions.part.due")}, {Text: w.T("deletions.part.proposals")}, {Text: w.T("deletions.part.protocol")},
	}
	d.rules = newStaticTable([]widgets.Column{
		{ID: "reason", Title: w.T("master.close_reason"), Width: 320, Flexible: true, Bold: true},
		{ID: "days", Title: w.T("deletions.days"), Width: 240, Flexible: true},
	}, "")
	d.rules.view.OnOpen = func(int) { d.onRule() }
	if s.o.Admin != nil {
		parts = append(parts, widgets.Segment{Text: w.T("deletions.part.rules")})
	}
	d.reasons = []string{""}
	for _, o := range s.o.Vocabulary.OutcomeKinds {
		d.reasons = append(d.reasons, o.Code)
	}
	for _, o := range s.o.Vocabulary.EndReasons {
		if !slices.Contains(d.reasons, o.Code) {
			d.reasons = append(d.reasons, o.Code)
		}
	}
	d.parts = widgets.NewSegmented(parts, nil)
	d.parts.OnChanged = func(int) { d.arrange() }
	d.bar, d.body, d.foot = tools(), container.NewStack(), widgets.NewFootStrip(nil, nil)
	d.all = newPanel(d.bar, d.body, d.foot)
	d.arrange()
	return d
}

func (d *deletionPage) content() fyne.CanvasObject { return d.all }

func (d *deletionPage) first() fyne.Focusable { return d.table().view }

func (d *deletionPage) table() *staticTable {
	return []*staticTable{d.due, d.proposals, d.protocol, d.rules}[d.parts.Selected]
}

// arrange shows the selected part with its buttons.
func (d *deletionPage) arrange() {
	w := d.s.o.Words
	d.bar.Objects = []fyne.CanvasObject{d.parts}
	add := func(b ...*widgets.Button) {
		for _, each := range b {
			d.bar.Objects = append(d.bar.Objects, each)
		}
	}
	switch d.parts.Selected {
	case partDue:
		add(widgets.NewButton(w.T("deletions.propose"), d.onPropose), widgets.NewButton(w.T("deletions.propose_all"), d.onProposeAll))
	case partProposals:
		add(widgets.NewButton(w.T("deletions.approve"), d.onApprove), widgets.NewButton(w.T("deletions.reject"), d.onReject))
	case partRules:
		add(widgets.NewButton(w.T("deletions.edit_rule"), d.onRule))
	}
	d.body.Objects = []fyne.CanvasObject{d.table().view}
	d.note()
	d.all.Refresh()
}

func (d *deletionPage) load() {
	var got deletionLists
	today := model.DateOf(d.s.o.Now())
	d.s.run(func(ctx context.Context) (err error) {
		if got.rules, err = d.s.o.Register.Retention(ctx); err != nil {
			return err
		}
		if got.due, err = d.s.o.Deletion.CitizensDue(ctx, today); err != nil {
			return err
		}
		if got.proposals, err = d.s.o.Deletion.DeletionProposals(ctx); err != nil {
			return err
		}
		got.protocol, err = d.s.o.Deletion.DeletionProtocol(ctx)
		return err
	}, func() {
		d.lists = got
		d.show()
	})
}

func (d *deletionPage) show() {
	w := d.s.o.Words
	d.due.set(rowsOf(d.lists.due, d.dueRow))
	d.proposals.set(rowsOf(d.lists.proposals, d.proposalRow))
	d.protocol.set(rowsOf(d.lists.protocol, d.deletedRow))
	d.rules.set(rowsOf(d.reasons, d.ruleRow))
	segments := d.parts.Segments
	segments[partDue].Count = w.Count(len(d.lists.due))
	segments[partProposals].Count = w.Count(len(d.lists.proposals))
	d.parts.SetSegments(segments)
	d.arrange()
}

// rowsOf returns the cells of each element of a list.
func rowsOf[T any](list []T, row func(T) []widgets.Cell) [][]widgets.Cell {
	cells := make([][]widgets.Cell, len(list))
	for i, x := range list {
		cells[i] = row(x)
	}
	return cells
}

func (d *deletionPage) dueRow(x store.DueCitizen) []widgets.Cell {
	w := d.s.o.Words
	return []widgets.Cell{
		{Text: x.CaseNumber},
		{Text: nameOrDash(x.Name)},
		{Text: x.Team},
		{Text: w.ShortDate(x.Closed)},
		{Text: d.reason(x.CloseReason)},
		{Text: w.ShortDate(x.Due)},
		{Text: w.T(yesNoKey(x.Proposed))},
	}
}

func (d *deletionPage) proposalRow(x store.DeletionProposal) []widgets.Cell {
	return []widgets.Cell{
		{Text: x.CaseNumber},
		{Text: nameOrDash(x.Name)},
		{Text: x.Team},
		{Text: d.s.o.Words.T("ground." + string(x.Ground))},
		{Text: x.ProposedBy},
		{Text: d.s.moment(x.ProposedAt)},
	}
}

func (d *deletionPage) deletedRow(x store.DeletionRecord) []widgets.Cell {
	w := d.s.o.Words
	rule := "–"
	if x.Rule.Days > 0 {
		rule = w.N("deletions.after", x.Rule.Days)
	}
	n := 0
	for _, rows := range x.Rows {
		n += rows
	}
	return []widgets.Cell{
		{Text: d.s.moment(x.ApprovedAt)},
		{Text: w.T("ground." + string(x.Ground))},
		{Text: rule},
		{Text: w.ShortDate(x.Closed)},
		{Text: x.ProposedBy},
		{Text: x.ApprovedBy},
		{Text: w.Count(n)},
	}
}

func (d *deletionPage) ruleRow(closeReason string) []widgets.Cell {
	w := d.s.o.Words
	text, muted := w.T("deletions.as_default"), true
	if closeReason == "" {
		text = w.T("deletions.no_rule")
	}
	for _, r := range d.lists.rules {
		if r.CloseReason == closeReason {
			text, muted = w.N("deletions.after", r.Days), false
		}
	}
	return []widgets.Cell{{Text: d.reason(closeReason)}, {Text: text, Muted: muted}}
}

// note explains the selected part in the foot.
func (d *deletionPage) note() {
	w := d.s.o.Words
	key := []string{"deletions.note.due", "deletions.note.proposals", "deletions.note.protocol", "deletions.note.rules"}[d.parts.Selected]
	text := w.T(key)
	if d.parts.Selected == partDue && len(d.lists.rules) == 0 {
		text = w.T("deletions.note.no_rules")
	}
	d.foot.Plain = true
	d.foot.SetTexts(text)
}

// nameOrDash returns a name, or a dash for administrators, who do not see names.
func nameOrDash(name string) string {
	if name == "" {
		return "–"
	}
	return name
}

// reason returns the name of a close reason.
func (d *deletionPage) reason(code string) string {
	w, v := d.s.o.Words, d.s.o.Vocabulary
	if code == "" {
		return w.T("deletions.default")
	}
	if o, ok := v.OutcomeKind(code); ok {
		return w.Of(o.Name)
	}
	for _, t := range v.EndReasons {
		if t.Code == code {
			return w.Of(t.Name)
		}
	}
	return code
}
