package setup

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

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
	var cells [][]widgets.Cell
	for _, x := range d.lists.due {
		cells = append(cells, []widgets.Cell{
			{Text: x.CaseNumber},
			{Text: nameOrDash(x.Name)},
			{Text: x.Team},
			{Text: w.ShortDate(x.Closed)},
			{Text: d.reason(x.CloseReason)},
			{Text: w.ShortDate(x.Due)},
			{Text: w.T(yesNoKey(x.Proposed))},
		})
	}
	d.due.set(cells)
	cells = nil
	for _, x := range d.lists.proposals {
		cells = append(cells, []widgets.Cell{
			{Text: x.CaseNumber},
			{Text: nameOrDash(x.Name)},
			{Text: x.Team},
			{Text: w.T("ground." + string(x.Ground))},
			{Text: x.ProposedBy},
			{Text: d.s.moment(x.ProposedAt)},
		})
	}
	d.proposals.set(cells)
	cells = nil
	for _, x := range d.lists.protocol {
		rule := "–"
		if x.Rule.Days > 0 {
			rule = w.N("deletions.after", x.Rule.Days)
		}
		n := 0
		for _, rows := range x.Rows {
			n += rows
		}
		cells = append(cells, []widgets.Cell{
			{Text: d.s.moment(x.ApprovedAt)},
			{Text: w.T("ground." + string(x.Ground))},
			{Text: rule},
			{Text: w.ShortDate(x.Closed)},
			{Text: x.ProposedBy},
			{Text: x.ApprovedBy},
			{Text: w.Count(n)},
		})
	}
	d.protocol.set(cells)
	cells = nil
	for _, code := range d.reasons {
		text, muted := w.T("deletions.as_default"), true
		if code == "" {
			text = w.T("deletions.no_rule")
		}
		for _, r := range d.lists.rules {
			if r.CloseReason == code {
				text, muted = w.N("deletions.after", r.Days), false
			}
		}
		cells = append(cells, []widgets.Cell{{Text: d.reason(code)}, {Text: text, Muted: muted}})
	}
	d.rules.set(cells)
	segments := d.parts.Segments
	segments[partDue].Count = w.Count(len(d.lists.due))
	segments[partProposals].Count = w.Count(len(d.lists.proposals))
	d.parts.SetSegments(segments)
	d.arrange()
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

func (d *deletionPage) onPropose() {
	if i := d.due.view.Selected(); i >= 0 && i < len(d.lists.due) {
		d.propose(d.lists.due[i : i+1])
	}
}

func (d *deletionPage) onProposeAll() {
	var open []store.DueCitizen
	for _, x := range d.lists.due {
		if !x.Proposed {
			open = append(open, x)
		}
	}
	d.propose(open)
}

func (d *deletionPage) propose(list []store.DueCitizen) {
	w := d.s.o.Words
	if len(list) == 0 {
		return
	}
	var ids []model.ID
	for _, x := range list {
		ids = append(ids, x.Citizen)
	}
	d.s.confirm(w.T("deletions.propose_title"), w.N("deletions.propose_text", len(ids)), w.T("deletions.propose_accept"), func() {
		d.s.run(func(ctx context.Context) error {
			_, err := d.s.o.Deletion.ProposeDeletion(ctx, ids, model.GroundRetention)
			return err
		}, d.load)
	})
}

func (d *deletionPage) proposal() (store.DeletionProposal, bool) {
	i := d.proposals.view.Selected()
	if i < 0 || i >= len(d.lists.proposals) {
		return store.DeletionProposal{}, false
	}
	p := d.lists.proposals[i]
	if strings.EqualFold(p.ProposedBy, d.s.o.User.Initials) {
		d.s.showError(store.ErrFourEyes)
		return p, false
	}
	return p, true
}

func (d *deletionPage) onApprove() {
	w := d.s.o.Words
	p, ok := d.proposal()
	if !ok {
		return
	}
	d.s.confirm(w.T("deletions.approve_title"), w.T("deletions.approve_text", "Case", p.CaseNumber), w.T("deletions.approve_accept"), func() {
		d.s.o.Run(func(ctx context.Context) error { return d.s.o.Deletion.ApproveDeletion(ctx, p.ID) }, func(err error) {
			d.load()
			switch {
			case err == nil:
				d.s.o.Toast(w.T("deletions.approved"))
			case !cancelled(err):
				d.s.showError(err)
			}
		})
	})
}

func (d *deletionPage) onReject() {
	w := d.s.o.Words
	p, ok := d.proposal()
	if !ok {
		return
	}
	why := widgets.NewEntry()
	d.s.form(w.T("deletions.reject_title", "Case", p.CaseNumber), w.T("deletions.reject_accept"), why.Focusable(),
		[]fyne.CanvasObject{widgets.NewField(w.T("deletions.why"), why)}, func() (string, func(context.Context) error, func()) {
			text := strings.TrimSpace(why.Text())
			if text == "" {
				return d.s.o.Explain(store.ErrNoReason), nil, nil
			}
			return "", func(ctx context.Context) error { return d.s.o.Deletion.RejectDeletion(ctx, p.ID, text) }, d.load
		})
}

// onRule changes how long cases with the selected close reason are kept.
func (d *deletionPage) onRule() {
	w := d.s.o.Words
	i := d.rules.view.Selected()
	if i < 0 || i >= len(d.reasons) {
		return
	}
	code := d.reasons[i]
	days := widgets.NewEntry()
	var others model.Retention
	for _, r := range d.lists.rules {
		if r.CloseReason == code {
			days.SetText(strconv.Itoa(r.Days))
			continue
		}
		others = append(others, r)
	}
	list := []fyne.CanvasObject{
		widgets.NewParagraph(widgets.Body, widgets.Run{Text: w.T("deletions.rule_text")}), widgets.NewField(w.T("deletions.days"), days),
	}
	d.s.form(d.reason(code), w.T("save.accept"), days.Focusable(), list, func() (string, func(context.Context) error, func()) {
		rules := others
		if text := strings.TrimSpace(days.Text()); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil || n < 1 || n > 36500 {
				return w.T("deletions.need_days"), nil, nil
			}
			rules = append(rules, model.RetentionRule{CloseReason: code, Days: n})
		}
		return "", func(ctx context.Context) error { return d.s.o.Admin.SetRetention(ctx, rules) }, d.load
	})
}

func cancelled(err error) bool { return errors.Is(err, context.Canceled) }
