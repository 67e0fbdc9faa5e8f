// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Draft is an assessment that is being entered. It is used by one goroutine at a
// time.
type Draft interface {
	Assessment() model.Assessment
	Instrument() *model.Instrument
	// Answer saves answers, or deletes those that are not Entered.
	Answer(ctx context.Context, answers ...model.Answer) error
	SetHeader(ctx context.Context, head model.Assessment) error
	// Earlier returns the citizen's earlier assessments, latest first, and
	// records that they were requested.
	Earlier(ctx context.Context) ([]model.Assessment, error)
	Complete(ctx context.Context) error
	Discard(ctx context.Context) error
}

// SecondEntry is the second entry of an assessment. It does not show the first.
type SecondEntry interface {
	Header() model.Assessment
	Instrument() *model.Instrument
	Answers() []model.Answer
	Answer(ctx context.Context, answers ...model.Answer) error
	Finish(ctx context.Context) ([]store.Difference, error)
}

var (
	_ Draft       = (*store.Draft)(nil)
	_ SecondEntry = (*store.SecondEntry)(nil)
)

// Options configure a [Form] for a draft or a second entry.
type Options struct {
	screen.Env
	Draft       Draft
	SecondEntry SecondEntry

	Citizen    model.Citizen
	Number     int // ordinal of the assessment; 0 if unknown
	Vocabulary *model.Vocabulary
	Raters     []string // initials to choose from

	OnDone        func()                        // completed, or verified by the second entry
	OnDifferences func(list []store.Difference) // the second entry is finished and differs from the first
	OnHandOut     func()                        // switches to the citizen's screen
}
