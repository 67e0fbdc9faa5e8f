package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Load is one transaction that takes many rows in: a file of an import, or an
// invented municipality. It looks up and writes; what to do about a row that is
// there already is the caller's to decide.
type Load struct {
	ctx          context.Context
	stmtCtx      context.Context // of a statement: ctx, but that it is never done
	a            *Access
	tx           *sql.Tx
	at           time.Time
	sorter       *nameCollator
	teams        map[string]string
	prepared     map[string]*sql.Stmt
	answers      map[answerBatch]string   // the statements that insert them
	citizens     map[string]*CitizenState // nil for a citizen that is not there
	placeholders string                   // of the parameters of Expect
}

// CitizenState is a citizen of the register with the heads of the assessments.
type CitizenState struct {
	model.Citizen
	Source      model.Source       // of the last change of the master data
	Assessments []model.Assessment // without answers
}

// citizenCacheSize bounds the citizens that a Load remembers. Extracts mostly come
// sorted by citizen, so a few are enough.
const citizenCacheSize = 4096

// Load runs fn in one transaction, which is all of it or nothing, and logs it
// as an import of what is named.
func (a *Access) Load(ctx context.Context, name string, fn func(*Load) error) error {
	if err := a.requireRole(ctx, "import", "", model.RoleAdministrator, model.RoleTeamLeader); err != nil {
		return err
	}
	err := a.r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if err := a.logInTx(ctx, tx, ActionImport, "", "file", "name", name); err != nil {
			return err
		}
		l := &Load{
			ctx: ctx, stmtCtx: context.WithoutCancel(ctx), a: a, tx: tx, at: a.r.now(), sorter: newNameCollator(),
			teams: map[string]string{}, prepared: map[string]*sql.Stmt{}, answers: map[answerBatch]string{},
			citizens: map[string]*CitizenState{}, placeholders: numberedPlaceholders(),
		}
		if err := errors.Join(fn(l), l.closeStatements(), ctx.Err()); err != nil {
			return err
		}
		return citizensChanged(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("load %s: %w", name, err)
	}
	return nil
}

func citizensChanged(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `update register set citizens_changed = citizens_changed + 1`)
	return err
}

func (l *Load) closeStatements() (err error) {
	for _, s := range l.prepared {
		err = errors.Join(err, s.Close())
	}
	return err
}

// statement prepares a query once. A Load that is cancelled stops here, between
// two statements: watching over each while it runs would cost as much as a
// short one does.
func (l *Load) statement(query string) (*sql.Stmt, error) {
	if err := l.ctx.Err(); err != nil {
		return nil, err
	}
	if s := l.prepared[query]; s != nil {
		return s, nil
	}
	s, err := l.tx.PrepareContext(l.stmtCtx, query)
	if err == nil {
		l.prepared[query] = s
	}
	return s, err
}

func (l *Load) exec(query string, args ...any) error {
	s, err := l.statement(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(l.stmtCtx, args...)
	return err
}

func (l *Load) queryRow(query string, args []any, dest ...any) (bool, error) {
	s, err := l.statement(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(l.stmtCtx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// prepared statements run through collect like any other querier.
type preparedQuerier struct {
	querier
	s *sql.Stmt
}

func (p preparedQuerier) QueryContext(ctx context.Context, _ string, args ...any) (*sql.Rows, error) {
	return p.s.QueryContext(ctx, args...)
}

func queryPrepared[T any](l *Load, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	s, err := l.statement(query)
	if err != nil {
		return nil, err
	}
	return queryAll(l.stmtCtx, preparedQuerier{s: s}, scan, query, args...)
}

// PrefetchLimit is the most case numbers that Expect takes.
const PrefetchLimit = 256

// Prefetch reads the citizens that are about to be asked for, all in two queries.
func (l *Load) Prefetch(caseNumbers []string) error {
	numbers := make([]any, 0, PrefetchLimit)
	for _, n := range caseNumbers {
		if _, ok := l.citizens[n]; !ok {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) < 2 {
		return nil
	}
	if len(l.citizens)+len(numbers) > citizenCacheSize {
		clear(l.citizens)
	}
	for _, n := range numbers {
		l.citizens[n.(string)] = nil
	}
	citizens, err := queryPrepared(l, scanCitizenState, `select `+citizenStateColumns+` where c.case_number in (`+l.placeholders+`)`, padArgs(numbers)...)
	if err != nil || len(citizens) == 0 {
		return err
	}
	byID := make(map[model.ID]*CitizenState, len(citizens))
	ids := make([]any, 0, PrefetchLimit)
	for i := range citizens {
		k := &citizens[i]
		l.citizens[k.CaseNumber], byID[k.ID] = k, k
		ids = append(ids, k.ID)
	}
	assessments, err := queryPrepared(l, func(rows *sql.Rows, s *model.Assessment) error { return scanAssessment(rows, s) },
		`select `+assessmentColumns+` from assessment s where s.citizen_id in (`+l.placeholders+`) order by s.citizen_id, s.date`,
		padArgs(ids)...)
	for _, s := range assessments {
		k := byID[s.Citizen]
		k.Assessments = append(k.Assessments, s)
	}
	return err
}

// numberedPlaceholders are the parameters of a query that is made for Expected values.
func numberedPlaceholders() string {
	var b strings.Builder
	b.WriteString("$1")
	for i := 2; i <= PrefetchLimit; i++ {
		fmt.Fprintf(&b, ", $%d", i)
	}
	return b.String()
}

// padArgs repeats the last value until there are Expected, so that one prepared
// statement serves any number.
func padArgs(values []any) []any {
	for len(values) < PrefetchLimit {
		values = append(values, values[len(values)-1])
	}
	return values
}

const citizenStateColumns = citizenColumns + `, c.source from citizen c join team t on t.id = c.team_id`

func scanCitizenState(rows *sql.Rows, k *CitizenState) error {
	return rows.Scan(&k.ID, &k.CaseNumber, &k.CPR, &k.Name, &k.TargetGroup,
		&k.Caseworker, &k.Team, &k.Opened, &k.Closed, &k.CloseReason, &k.Revision, &k.Source)
}

// Citizen finds a citizen by case number; nil where there is none.
func (l *Load) Citizen(caseNumber string) (*CitizenState, error) {
	if k, ok := l.citizens[caseNumber]; ok {
		return k, nil
	}
	found, err := queryPrepared(l, scanCitizenState, `select `+citizenStateColumns+` where c.case_number = $1`, caseNumber)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	k := &found[0]
	k.Assessments, err = queryPrepared(l, func(rows *sql.Rows, s *model.Assessment) error { return scanAssessment(rows, s) },
		`select `+assessmentColumns+` from assessment s where s.citizen_id = $1 order by s.date`, k.ID)
	if err != nil {
		return nil, err
	}
	l.cacheCitizen(k)
	return k, nil
}

func (l *Load) cacheCitizen(k *CitizenState) {
	if len(l.citizens) >= citizenCacheSize {
		clear(l.citizens)
	}
	l.citizens[k.CaseNumber] = k
}

// CaseNumberByCPR finds the case number of the citizen who has a CPR, or none.
func (l *Load) CaseNumberByCPR(cpr model.CPR) (caseNumber string, err error) {
	_, err = l.queryRow(`select case_number from citizen where cpr = $1`, []any{string(cpr)}, &caseNumber)
	return caseNumber, err
}

// AddCitizen takes a new citizen in and gives it an ID where it has none.
func (l *Load) AddCitizen(c model.Citizen) (*CitizenState, error) {
	if c.ID == "" {
		c.ID = l.a.r.newID()
	}
	team, err := l.team(c.Team)
	if err != nil {
		return nil, err
	}
	err = l.exec(insertCitizen,
		c.ID, c.CaseNumber, nullText(string(c.CPR)), c.Name, l.sorter.key(c.Name), c.TargetGroup, c.Caseworker, team,
		c.Opened, c.Closed, c.CloseReason, model.FromImport)
	if err != nil {
		return nil, fmt.Errorf("add citizen %s: %w", c.CaseNumber, err)
	}
	c.Revision = 1
	k := &CitizenState{Citizen: c, Source: model.FromImport}
	l.cacheCitizen(k)
	return k, nil
}

// What a file brings and what is entered by hand are the same rows.
const (
	insertCitizen = `insert into citizen (id, case_number, cpr, name, sort_key, target_group, caseworker, team_id,
		opened, closed, close_reason, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
	insertActivity = `insert into activity (id, citizen_id, type, start_date, end_date, minutes, provider, planned, end_reason, source)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
)

func (l *Load) team(name string) (string, error) {
	if id := l.teams[name]; id != "" {
		return id, nil
	}
	id, err := l.a.r.teamID(l.ctx, l.tx, name)
	if err == nil {
		l.teams[name] = id
	}
	return id, err
}

// importReason is the reason of a change that a file brought.
const importReason = "import"

// ChangeCitizen replaces the master data of a citizen and keeps the old in the
// history. A change of caseworker or target group becomes an event of the given
// day as well.
func (l *Load) ChangeCitizen(k *CitizenState, to model.Citizen, on model.Date) error {
	team, err := l.team(to.Team)
	if err != nil {
		return err
	}
	err = l.exec(`update citizen set cpr = $2, name = $3, sort_key = $4, target_group = $5, caseworker = $6,
			team_id = $7, opened = $8, closed = $9, close_reason = $10, source = 'import', revision = revision + 1
		where id = $1`, k.ID, nullText(string(to.CPR)), to.Name, l.sorter.key(to.Name), to.TargetGroup, to.Caseworker,
		team, to.Opened, to.Closed, to.CloseReason)
	if err != nil {
		return fmt.Errorf("change citizen %s: %w", k.CaseNumber, err)
	}
	if to.CPR != k.CPR {
		err := l.exec(insertCPRChange, l.a.r.newID(), k.ID, nullText(string(k.CPR)), nullText(string(to.CPR)),
			l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return fmt.Errorf("change CPR of %s: %w", k.CaseNumber, err)
		}
	}
	to.CaseNumber = k.CaseNumber // it is what a citizen is known by in a file
	for _, c := range fieldChanges(k.Citizen, to) {
		err := l.exec(insertFieldChange, l.a.r.newID(), k.ID, c.field, c.from, c.to, l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return fmt.Errorf("change citizen %s: %w", k.CaseNumber, err)
		}
	}
	for _, c := range []struct {
		kind     model.EventKind
		from, to string
	}{
		{model.EventCaseworker, k.Caseworker, to.Caseworker},
		{model.EventTargetGroup, k.TargetGroup, to.TargetGroup},
	} {
		if c.from == c.to {
			continue
		}
		if err := l.AddEvent(model.Event{Citizen: k.ID, Date: on, Kind: c.kind, From: c.from, To: c.to}); err != nil {
			return err
		}
	}
	to.ID, to.Revision = k.ID, k.Revision+1
	k.Citizen, k.Source = to, model.FromImport
	return nil
}

// Answers reads the answers of an assessment.
func (l *Load) Answers(assessment model.ID) ([]model.Answer, error) {
	return queryPrepared(l, func(rows *sql.Rows, w *model.Answer) error {
		var value, missing sql.NullInt64
		err := rows.Scan(&w.Item, &value, &missing)
		w.Value, w.Missing, w.Entered = int(value.Int64), int(missing.Int64), true
		return err
	}, `select item, value, missing from answer where assessment_id = $1 order by item`, assessment)
}

// AddAssessment takes a new assessment in with its answers.
func (l *Load) AddAssessment(k *CitizenState, s model.Assessment) error {
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

// addAnswers writes all answers of a questionnaire in one statement.
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

// answerBatch tells the statements for answers apart. The usual one has values
// alone, and so a third fewer parameters.
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

// FillDraft adds answers to the open items of a draft and, where asked,
// completes it. Each goes into the history as a change from nothing.
func (l *Load) FillDraft(k *CitizenState, assessment model.ID, answers []model.Answer, complete bool) error {
	if err := l.addAnswers(assessment, answers); err != nil {
		return fmt.Errorf("fill draft of %s: %w", k.CaseNumber, err)
	}
	for _, w := range answers {
		value, missing := answerColumns(w)
		err := l.exec(insertAnswerChange,
			l.a.r.newID(), assessment, w.Item, nil, nil, value, missing, l.a.user.Initials, formatTime(l.at), importReason)
		if err != nil {
			return fmt.Errorf("fill draft of %s: %w", k.CaseNumber, err)
		}
	}
	status := model.StatusDraft
	if complete {
		status = model.StatusComplete
	}
	err := l.exec(`update assessment set status = $2, revision = revision + 1 where id = $1`, assessment, status)
	if err != nil {
		return fmt.Errorf("fill draft of %s: %w", k.CaseNumber, err)
	}
	for i := range k.Assessments {
		if k.Assessments[i].ID == assessment {
			k.Assessments[i].Status = status
		}
	}
	return nil
}

// Activities finds the activities of a citizen of one type that begin on a day.
func (l *Load) Activities(citizen model.ID, typeCode string, start model.Date) ([]model.Activity, error) {
	return queryPrepared(l, scanActivity, `select `+activityColumns+` from activity
		where citizen_id = $1 and start_date = $2 and type = $3 order by id`, citizen, start, typeCode)
}

// HasNonRegisterActivities reports whether the citizen has activities that do not come
// from the weekly register.
func (l *Load) HasNonRegisterActivities(citizen model.ID) (has bool, err error) {
	_, err = l.queryRow(`select exists (select 1 from activity where citizen_id = $1 and source <> 'register')`,
		[]any{citizen}, &has)
	return has, err
}

// AddActivity takes a new activity in.
func (l *Load) AddActivity(v model.Activity) error {
	if err := v.Check(); err != nil {
		return err
	}
	if v.ID == "" {
		v.ID = l.a.r.newID()
	}
	err := l.exec(insertActivity,
		v.ID, v.Citizen, v.Type, v.Start, v.End, v.Minutes, v.Provider, v.Planned, v.EndReason, v.Source)
	if err != nil {
		return fmt.Errorf("add activity: %w", err)
	}
	return nil
}

// EndActivity gives a running activity its end.
func (l *Load) EndActivity(id model.ID, end model.Date, reason string) error {
	err := l.exec(`update activity set end_date = $2, end_reason = $3, revision = revision + 1
		where id = $1 and end_date is null`, id, end, reason)
	if err != nil {
		return fmt.Errorf("end activity: %w", err)
	}
	return nil
}

// ExtendSpell moves the end of a spell of the weekly register further out.
func (l *Load) ExtendSpell(id model.ID, end model.Date) error {
	err := l.exec(`update activity set end_date = $2, revision = revision + 1 where id = $1 and source = 'register'`, id, end)
	if err != nil {
		return fmt.Errorf("extend spell: %w", err)
	}
	return nil
}

// AddOutcome takes an outcome in and reports whether it is new.
func (l *Load) AddOutcome(o model.Outcome) (added bool, err error) {
	if o.ID == "" {
		o.ID = l.a.r.newID()
	}
	var id string
	added, err = l.queryRow(`insert into outcome (id, citizen_id, date, kind) values ($1, $2, $3, $4)
		on conflict (citizen_id, date, kind) do nothing returning id`, []any{o.ID, o.Citizen, o.Date, o.Kind}, &id)
	if err != nil {
		return false, fmt.Errorf("add outcome: %w", err)
	}
	return added, nil
}

// AddEvent takes an event in.
func (l *Load) AddEvent(e model.Event) error {
	if e.ID == "" {
		e.ID = l.a.r.newID()
	}
	err := l.exec(`insert into event (id, citizen_id, date, kind, old_value, new_value) values ($1, $2, $3, $4, $5, $6)`,
		e.ID, e.Citizen, e.Date, e.Kind, e.From, e.To)
	if err != nil {
		return fmt.Errorf("add event: %w", err)
	}
	return nil
}

// AddCaseHistory takes a new citizen in with everything that belongs to one.
func (l *Load) AddCaseHistory(c model.CaseHistory) error {
	k, err := l.AddCitizen(c.Citizen)
	if err != nil {
		return err
	}
	for _, s := range c.Assessments {
		if err := l.AddAssessment(k, s); err != nil {
			return err
		}
	}
	for _, v := range c.Activities {
		v.Citizen = k.ID
		if err := l.AddActivity(v); err != nil {
			return err
		}
	}
	for _, o := range c.Outcomes {
		o.Citizen = k.ID
		if _, err := l.AddOutcome(o); err != nil {
			return err
		}
	}
	for _, e := range c.Events {
		e.Citizen = k.ID
		if err := l.AddEvent(e); err != nil {
			return err
		}
	}
	return nil
}
