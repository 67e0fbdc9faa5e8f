// SPDX-License-Identifier: MPL-2.0

package store

import (
	"fmt"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// LogQuery selects lines of the access log. An empty field selects all.
type LogQuery struct {
	From     time.Time // inclusive
	To       time.Time // exclusive
	Initials string
	Citizen  model.ID
	Action   Action
	Before   int64 // lines before this number, to read the next page: reading the log adds a line
	Limit    int   // 0 for 100

	sets string // those that Citizen is in, as a JSON array
}

const defaultLogLimit = 100

// conditions builds a where clause: conditions joined by and, with arguments.
type conditions struct {
	text []string
	args []any
}

// add adds a condition with %d for the number of its parameter.
func (c *conditions) add(condition string, value any) {
	c.args = append(c.args, value)
	c.text = append(c.text, fmt.Sprintf(condition, len(c.args)))
}

func (c *conditions) where() string {
	if len(c.text) == 0 {
		return "1 = 1"
	}
	return strings.Join(c.text, " and ")
}

func (q LogQuery) conditions() *conditions {
	c := new(conditions)
	if !q.From.IsZero() {
		c.add(`l.at >= $%d`, formatTime(q.From))
	}
	if !q.To.IsZero() {
		c.add(`l.at < $%d`, formatTime(q.To))
	}
	if q.Initials != "" {
		c.add(`l.initials = $%d`, q.Initials)
	}
	if q.Citizen != "" {
		c.add(`(l.citizen_id = $%d`, q.Citizen)
		c.text[len(c.text)-1] += ` or l.seq in (select s.seq from access_log_set s where s.set_id in (select value from json_each($` +
			fmt.Sprint(len(c.args)+1) + `))))`
		c.args = append(c.args, q.sets)
	}
	if q.Action != "" {
		c.add(`l.action = $%d`, q.Action)
	}
	return c
}

// logArgs returns the query as arguments of a log line, without the citizen, who
// has a column of its own.
func (q LogQuery) logArgs() (args []any) {
	for _, arg := range []struct {
		name  string
		value any
		given bool
	}{
		{"from", formatTime(q.From), !q.From.IsZero()},
		{"to", formatTime(q.To), !q.To.IsZero()},
		{"initials", q.Initials, q.Initials != ""},
		{"action", q.Action, q.Action != ""},
		{"before", q.Before, q.Before > 0},
	} {
		if arg.given {
			args = append(args, arg.name, arg.value)
		}
	}
	return args
}
