// SPDX-License-Identifier: MPL-2.0

package setup

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
)

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
	d.s.confirmLoss(w.T("deletions.approve_title"), w.T("deletions.approve_text", "Case", p.CaseNumber), w.T("deletions.approve_accept"), func() {
		d.s.o.Run(func(ctx context.Context) error { return d.s.o.Deletion.ApproveDeletion(ctx, p.ID) }, func(err error) {
			d.load()
			switch {
			case err == nil:
				d.s.o.Changed()
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
