// SPDX-License-Identifier: MPL-2.0

package entry

import (
	"context"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// Draft is a questionnaire that is being entered. It is used by one goroutine at
// a time.
type Draft interface {
	Assessment() model.Assessment
	Instrument() *model.Instrument
	// Answer saves answers, or takes back those that are not Entered.
	Answer(ctx context.Context, answers ...model.Answer) error
	SetHeader(ctx context.Context, head model.Assessment) error
	// Earlier are the citizen's earlier questionnaires, the latest first. That they
	// were asked for is kept.
	Earlier(ctx context.Context) ([]model.Assessment, error)
	Complete(ctx context.Context) error
	Discard(ctx context.Context) error
}

// Second is the second entry of a questionnaire, on a clean sheet.
type Second interface {
	Header() model.Assessment
	Instrument() *model.Instrument
	Answers() []model.Answer
	Answer(ctx context.Context, answers ...model.Answer) error
	Finish(ctx context.Context) ([]store.Difference, error)
}

var (
	_ Draft  = (*store.Draft)(nil)
	_ Second = (*store.SecondEntry)(nil)
)

// Options are what a form is made from: a Draft, or a Second.
type Options struct {
	screen.Env
	Draft  Draft
	Second Second

	Citizen    model.Citizen
	Number     int // which measurement of the citizen it is; 0 where that is not known
	Vocabulary *model.Vocabulary
	Raters     []string // initials to choose from

	OnDone    func()                        // completed, or verified by the second entry
	OnDiffer  func(list []store.Difference) // the second entry is done and differs
	OnHandOut func()                        // to the citizen
}
