// SPDX-License-Identifier: MPL-2.0

package screen

import (
	"context"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// restTime is how long the same rows of a list are visible before they count as shown.
const restTime = 2 * time.Second

// ShownList logs which citizens a list shows, once the list has rested for two
// seconds.
type ShownList struct {
	env         Env
	name        string
	log         func(ctx context.Context, list string, citizens []model.ID) error
	citizen     func(row int) model.ID
	first, last int // visible rows
	stop        func()
}

// NewShownList returns the log of a list with a name, by the method LogShown of an
// access. citizen returns the citizen of a row, empty where there is none.
func NewShownList(env Env, name string, log func(ctx context.Context, list string, citizens []model.ID) error, citizen func(row int) model.ID) *ShownList {
	return &ShownList{env: env, name: name, log: log, citizen: citizen, stop: func() {}}
}

// SetRange says which rows are visible.
func (l *ShownList) SetRange(first, last int) {
	l.first, l.last = first, last
	l.Changed()
}

// Changed must be called when the rows have changed, and when the screen is shown
// again.
func (l *ShownList) Changed() {
	l.stop()
	l.stop = l.env.After(restTime, func() {
		var citizens []model.ID
		for i := l.first; i <= l.last; i++ {
			if id := l.citizen(i); id != "" {
				citizens = append(citizens, id)
			}
		}
		if len(citizens) == 0 || !l.env.Visible() {
			return
		}
		l.env.Run(func(ctx context.Context) error { return l.log(ctx, l.name, citizens) }, l.env.ShowError)
	})
}
