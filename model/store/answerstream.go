// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// answerRow has the answers of one assessment: the items and, in the same order,
// the values, empty where one is missing. Both are joined by [fieldSeparator].
type answerRow struct{ assessment, items, values string }

// fieldSeparator is char(31) of SQL, the unit separator.
const fieldSeparator = "\x1f"

// streamAnswers sends the answers of assessments, in the order of their ids. One
// row for each assessment is read ten times as fast as one for each answer.
func streamAnswers(ctx context.Context, q querier, where string, args []any, to chan<- []answerRow) (err error) {
	defer close(to)
	rows, err := q.QueryContext(ctx, `select assessment_id, group_concat(item, char(31)), group_concat(coalesce(value, ''), char(31))
		from answer where `+where+` group by assessment_id order by assessment_id`, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	const batch = 500
	list := make([]answerRow, 0, batch)
	send := func() error {
		select {
		case to <- list:
			list = make([]answerRow, 0, batch)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for rows.Next() {
		var a answerRow
		if err := rows.Scan(&a.assessment, &a.items, &a.values); err != nil {
			return err
		}
		if list = append(list, a); len(list) == batch {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return send()
}

// answerStream finds the answers of one assessment after another.
type answerStream struct {
	from      <-chan []answerRow
	list      []answerRow
	itemLists map[string][]string // items by their joined text
	answers   []model.Answer
}

// answersFor returns the answers of an assessment, valid until the next call.
func (n *answerStream) answersFor(ctx context.Context, assessment string) ([]model.Answer, error) {
	n.answers = n.answers[:0]
	for {
		for len(n.list) > 0 && n.list[0].assessment < assessment {
			n.list = n.list[1:]
		}
		if len(n.list) > 0 {
			break
		}
		select {
		case list, more := <-n.from:
			if !more {
				return nil, ctx.Err()
			}
			n.list = list
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	a := n.list[0]
	if a.assessment != assessment {
		return nil, nil
	}
	items, known := n.itemLists[a.items]
	if !known {
		items = strings.Split(a.items, fieldSeparator)
		n.itemLists[a.items] = items
	}
	rest := a.values
	for _, item := range items {
		var value string
		value, rest, _ = strings.Cut(rest, fieldSeparator)
		if value == "" {
			continue
		}
		v, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("answer to %s: %w", item, err)
		}
		n.answers = append(n.answers, model.NewAnswer(item, v))
	}
	return n.answers, nil
}
