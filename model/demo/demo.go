// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Sink receives the citizens as they are drawn.
type Sink interface {
	// Put receives one case history and may keep it. It is called once per citizen, in
	// order of case numbers.
	Put(ctx context.Context, c model.CaseHistory) error
}

// Options are the parameters of a municipality.
type Options struct {
	Citizens   int
	Seed       uint64
	AsOf       model.Date // the last day; only planned activities start later
	Instrument *model.Instrument
	Vocabulary *model.Vocabulary
	Progress   func(done int) // called now and then, and at the end; may be nil
}

func (o Options) check() error {
	switch {
	case o.Citizens < 1:
		return fmt.Errorf("%d citizens", o.Citizens)
	case o.AsOf.IsZero():
		return errors.New("no last day")
	case o.Instrument == nil || o.Vocabulary == nil:
		return errors.New("no instrument or no vocabulary")
	}
	return nil
}

// progressEvery is the number of citizens between two calls of Progress.
const progressEvery = 50

// Generate draws a municipality and passes it to the sink, one citizen at a time.
// Equal options give an equal municipality, and a citizen does not depend on their
// number. It ends early with the error of the context or of the sink.
func Generate(ctx context.Context, o Options, sink Sink) (Truth, error) {
	if err := o.check(); err != nil {
		return Truth{}, fmt.Errorf("generate municipality: %w", err)
	}
	g := newGenerator(o)
	truth := g.truth()
	for i := range o.Citizens {
		if err := ctx.Err(); err != nil {
			return Truth{}, err
		}
		c := g.citizen(i)
		if err := sink.Put(ctx, c); err != nil {
			return Truth{}, fmt.Errorf("put citizen %s: %w", c.Citizen.CaseNumber, err)
		}
		truth.Counts.add(c)
		if done := i + 1; o.Progress != nil && (done%progressEvery == 0 || done == o.Citizens) {
			o.Progress(done)
		}
	}
	return truth, nil
}
