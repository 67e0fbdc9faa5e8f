// SPDX-License-Identifier: MPL-2.0

package store

import (
	"database/sql"
	"fmt"
	"strings"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Answers reads the answers of an assessment.
func (l *Load) Answers(assessment model.ID) ([]model.Answer, error) {
	return queryPrepared(l, scanAnswer, answersQuery, assessment)
}

const answersQuery = `select item, value, missing from answer where assessment_id = $1 order by item`

func scanAnswer(rows *sql.Rows, w *model.Answer) error {
	var value, missing sql.NullInt64
	err := rows.Scan(&w.Item, &value, &missing)
	w.Value, w.Missing, w.Entered = int(value.Int64), int(missing.Int64), true
	return err
}

// AddAssessment inserts an assessment with its answers.
func (l *Load) AddAssessment(k *CitizenState, s model.Assessment) error {
	if err := l.touch(k.ID); err != nil {
		return err
	}
	if err := s.CheckTexts(); err != nil {
		return err
	}
	if s.ID == "" {
		s.ID = l.a.r.newID()
	}
	if s.EnteredBy == "" {
		s.EnteredBy, s.EnteredAt = l.a.user.Initials, l.at
	}
	second := ""
	if !s.SecondAt.IsZero() {
		second = formatTime(s.SecondAt)
	}
	err := l.exec(`insert into assessment (id, citizen_id, instrument, date, respondent, rater, mode, kind, status, note,
			entered_by, entered_at, second_by, second_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		s.ID, k.ID, s.Instrument, s.Date, s.Respondent, s.Rater, s.Mode, s.Kind, s.Status, s.Note,
		s.EnteredBy, formatTime(s.EnteredAt), s.SecondBy, second)
	if err != nil {
		return fmt.Errorf("add assessment of %s on %v: %w", k.CaseNumber, s.Date, err)
	}
	if err := l.addAnswers(s.ID, s.Answers); err != nil {
		return fmt.Errorf("add answers of %s on %v: %w", k.CaseNumber, s.Date, err)
	}
	s.Citizen, s.Answers = k.ID, nil
	k.Assessments = append(k.Assessments, s)
	return nil
}

// addAnswers inserts all answers of an assessment in one statement.
func (l *Load) addAnswers(assessment model.ID, answers []model.Answer) error {
	if len(answers) == 0 {
		return nil
	}
	shape := answerBatch{n: len(answers)}
	for _, w := range answers {
		shape.missing = shape.missing || w.Missing != 0
	}
	args := make([]any, 0, 1+3*len(answers))
	args = append(args, assessment)
	for _, w := range answers {
		switch {
		case !shape.missing:
			args = append(args, w.Item, w.Value)
		case w.Missing != 0:
			args = append(args, w.Item, nil, w.Missing)
		default:
			args = append(args, w.Item, w.Value, nil)
		}
	}
	query := l.answers[shape]
	if query == "" {
		query = shape.insert()
		l.answers[shape] = query
	}
	return l.exec(query, args...)
}

// answerBatch identifies a statement that inserts answers. The usual one has
// values alone, and so a third fewer parameters.
type answerBatch struct {
	n       int
	missing bool
}

func (s answerBatch) insert() string {
	var b strings.Builder
	b.WriteString(`insert into answer (assessment_id, item, value, missing) values `)
	for i := range s.n {
		if i > 0 {
			b.WriteString(", ")
		}
		if s.missing {
			fmt.Fprintf(&b, "($1, $%d, $%d, $%d)", 3*i+2, 3*i+3, 3*i+4)
		} else {
			fmt.Fprintf(&b, "($1, $%d, $%d, null)", 2*i+2, 2*i+3)
		}
	}
	return b.String()
}

// FillDraft adds answers to unanswered items of a draft and completes it where
// complete is set. The history has each answer as a change from none.
func (l *Load) FillDraft(k *CitizenState, assessment model.ID, answers []model.Answer, complete bool) (err error) {
	defer wrapError(&err, "fill draft of %s", k.CaseNumber)
	if err := l.touch(k.ID); err != nil {
		return err
	}
	if err := l.addAnswers(assessment, answers); err != nil {
		return err
	}
	for _, w := range answers {
		value, missing := answerColumns(w)
		err := l.exec(insertAnswerChange,
			l.a.r.newID(), assessment, w.Item, nil, nil, value, missing, l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return err
		}
	}
	status := model.StatusDraft
	if complete {
		status = model.StatusComplete
	}
	err = l.exec(`update assessment set status = $2, revision = revision + 1 where id = $1`, assessment, status)
	if err != nil {
		return err
	}
	for i := range k.Assessments {
		if k.Assessments[i].ID == assessment {
			k.Assessments[i].Status = status
		}
	}
	return nil
}
