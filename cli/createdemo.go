// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/demo"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// citizensPerTransaction is the number of citizens that are saved in one transaction.
const citizensPerTransaction = 1000

// DemoOptions are the parameters of a register of an invented municipality.
type DemoOptions struct {
	Citizens   int
	Seed       uint64
	AsOf       model.Date            // the last day
	Passphrase []byte                // none is needed to open the register if nil
	Progress   func(done, total int) // may be nil
}

// CreateDemo creates a register of an invented municipality in a new folder. Its user
// is the caseworker of the first citizen, with all roles. Equal options give an equal
// register, row for row. On error the folder is removed.
func CreateDemo(ctx context.Context, dir string, o DemoOptions) (truth demo.Truth, err error) {
	setup, err := defaultSetup(assets.DemoMunicipality, "")
	if err != nil {
		return truth, err
	}
	generate := demo.Options{
		Citizens: 1, Seed: o.Seed, AsOf: o.AsOf, Instrument: setup.Instrument, Vocabulary: setup.Vocabulary,
	}
	var first firstCitizen
	if _, err := demo.Generate(ctx, generate, &first); err != nil {
		return truth, err
	}
	setup.User = model.FirstUser(first.Citizen.Caseworker)
	setup.User.Teams = []string{first.Citizen.Team}
	setup.Passphrase, setup.Invented = o.Passphrase, o.Passphrase == nil
	r, _, err := store.Create(ctx, dir, setup, demoStoreOptions(o))
	if err != nil {
		return truth, err
	}
	defer func() {
		err = errors.Join(err, r.Close())
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	a, err := r.As(ctx, model.ForImport, model.RoleTeamLeader)
	if err != nil {
		return truth, err
	}
	sink := &loadSink{access: a}
	generate.Citizens = o.Citizens
	if o.Progress != nil {
		generate.Progress = func(done int) { o.Progress(done, o.Citizens) }
	}
	if truth, err = demo.Generate(ctx, generate, sink); err != nil {
		return truth, err
	}
	return truth, sink.flush(ctx)
}

// demoStoreOptions fixes the clock and the IDs of a register. The clock is that of the
// day before, so that opening the register on its last day does not set it back. Each
// ID sorts after the one before, so that rows are appended to their tables.
func demoStoreOptions(o DemoOptions) store.Options {
	at := o.AsOf.Add(-1).Time().Add(12 * time.Hour)
	var made uint64
	return store.Options{
		Now: func() time.Time { return at },
		NewID: func() model.ID {
			made++ // of which an ID orders twelve bits within a millisecond
			return model.SeededID(at.Add(time.Duration(made>>12)*time.Millisecond), o.Seed<<24^made, uint16(made&0xfff))
		},
	}
}

// firstCitizen is a [demo.Sink] that keeps the first citizen.
type firstCitizen struct{ model.CaseHistory }

// Put keeps the citizen.
func (f *firstCitizen) Put(_ context.Context, c model.CaseHistory) error {
	f.CaseHistory = c
	return nil
}

// loadSink is a [demo.Sink] that saves citizens in a register.
type loadSink struct {
	access *store.Access
	held   []model.CaseHistory
}

// Put saves the citizen with a later transaction, or now if there are enough.
func (s *loadSink) Put(ctx context.Context, c model.CaseHistory) error {
	s.held = append(s.held, c)
	if len(s.held) < citizensPerTransaction {
		return nil
	}
	return s.flush(ctx)
}

func (s *loadSink) flush(ctx context.Context) error {
	if len(s.held) == 0 {
		return nil
	}
	err := s.access.Load(ctx, "demo", func(l *store.Load) error {
		for _, c := range s.held {
			clearIDs(c)
			if err := l.AddCaseHistory(c); err != nil {
				return err
			}
		}
		return nil
	})
	s.held = s.held[:0]
	return err
}

// clearIDs lets the register assign the IDs. Those of the generator sort by the date
// of the visit, which would scatter the rows of a citizen.
func clearIDs(c model.CaseHistory) {
	for i := range c.Assessments {
		c.Assessments[i].ID = ""
	}
	for i := range c.Activities {
		c.Activities[i].ID = ""
	}
	for i := range c.Outcomes {
		c.Outcomes[i].ID = ""
	}
	for i := range c.Events {
		c.Events[i].ID = ""
	}
}
