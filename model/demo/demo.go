package demo

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Sink takes the citizens as they are made.
type Sink interface {
	// Put takes one citizen's course. It is called once a citizen, in the order
	// of their numbers, and may keep the course: nothing else does.
	Put(ctx context.Context, c model.CaseHistory) error
}

// Options say what municipality to invent.
type Options struct {
	Citizens   int
	Seed       uint64
	AsOf       model.Date // the last day: only what is planned lies after it
	Instrument *model.Instrument
	Vocabulary *model.Vocabulary
	Progress   func(done int) // told now and then, and at the end; may be nil
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

// progressEvery is how many citizens lie between two calls of Progress.
const progressEvery = 50

// Generate invents the municipality and hands it to the sink, a citizen at a
// time, keeping none. The same options make the same municipality to the
// letter, and a citizen is the same whatever their number. It ends early with
// the error of the context or of the sink.
func Generate(ctx context.Context, o Options, sink Sink) (Truth, error) {
	if err := o.check(); err != nil {
		return Truth{}, fmt.Errorf("invent a municipality: %w", err)
	}
	w := newGenerator(o)
	truth := w.truth()
	for i := range o.Citizens {
		if err := ctx.Err(); err != nil {
			return Truth{}, err
		}
		c := w.citizen(i)
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
