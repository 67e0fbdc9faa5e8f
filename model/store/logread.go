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

// LogQuery says which lines of the access log are read. A field left empty asks
// for nothing.
type LogQuery struct {
	From     time.Time // from this moment
	To       time.Time // until before this one
	Initials string
	Citizen  model.ID
	Action   Action
	Before   int64 // lines before this one: the next page, as reading the log makes it longer
	Limit    int   // 0 for 100
}

const defaultLogLimit = 100

// conditions are those of a query, joined by and.
type conditions struct {
	text []string
	args []any
}

// add adds a condition with %d for the number of the parameter.
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
		c.add(`l.citizen_id = $%d`, q.Citizen)
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

// Log reads the access log, newest first, and how many lines the query finds on
// all its pages. It is for administrators, and is itself logged. A citizen is
// shown by the id and the case number, for whoever checks the log must be able
// to ask about a line, and by nothing more. What was searched for is shown, as
// it is what a check is about.
func (a *Access) Log(ctx context.Context, q LogQuery) ([]LogEntry, int, error) {
	if err := a.requireRole(ctx, "access_log", "", model.RoleAdministrator); err != nil {
		return nil, 0, err
	}
	if err := a.logAccess(ctx, ActionRead, q.Citizen, "access_log", q.logArgs()...); err != nil {
		return nil, 0, err
	}
	c := q.conditions()
	var total int
	err := a.r.db.read.QueryRowContext(ctx, `select count(*) from access_log l where `+c.where(), c.args...).Scan(&total)
	if err != nil {
		return nil, 0, fmt.Errorf("read access log: %w", err)
	}
	if q.Before > 0 {
		c.add(`l.seq < $%d`, q.Before)
	}
	if q.Limit <= 0 {
		q.Limit = defaultLogLimit
	}
	list, err := a.r.logEntries(ctx, c, `order by l.seq desc`, q.Limit)
	if err != nil {
		return nil, 0, fmt.Errorf("read access log: %w", err)
	}
	return list, total, nil
}

// SpotCheck reads n lines of the access log that chance picks among those the
// query finds: the check that nobody can foresee. It is for administrators, and
// is itself logged.
func (a *Access) SpotCheck(ctx context.Context, q LogQuery, n int) ([]LogEntry, error) {
	if err := a.requireRole(ctx, "spot_check", "", model.RoleAdministrator); err != nil {
		return nil, err
	}
	if n < 1 {
		return nil, errors.New("spot check: of no lines")
	}
	before, err := lastLogSeq(ctx, a.r.db.read)
	if err != nil {
		return nil, fmt.Errorf("spot check: %w", err)
	}
	if err := a.logAccess(ctx, ActionRead, q.Citizen, "spot_check", append([]any{"count", n}, q.logArgs()...)...); err != nil {
		return nil, err
	}
	c := q.conditions()
	c.add(`l.seq <= $%d`, before) // all but the line of this check
	list, err := a.r.logEntries(ctx, c, `order by random()`, n)
	if err != nil {
		return nil, fmt.Errorf("spot check: %w", err)
	}
	return list, nil
}

func (r *Register) logEntries(ctx context.Context, c *conditions, order string, limit int) ([]LogEntry, error) {
	c.args = append(c.args, limit)
	return queryAll(ctx, r.db.read, func(rows *sql.Rows, e *LogEntry) error { return scanLogEntryAnd(rows, e, &e.CaseNumber) },
		`select `+logColumns+`, coalesce(c.case_number, '')
		from (select l.seq from access_log l where `+c.where()+` `+order+fmt.Sprintf(` limit $%d) p`, len(c.args))+`
		join access_log_line l on l.seq = p.seq left join citizen c on c.id = l.citizen_id
		order by l.seq desc`, c.args...)
}

// Staff says whether the names of employees go along in what a citizen is given.
type Staff bool

// A citizen has a right to the date and purpose of each look-up, and normally
// not to know which employee it was (the Court's judgment C-579/21).
const (
	WithoutStaff Staff = false
	WithStaff    Staff = true
)

func (s Staff) String() string {
	if s {
		return "with_staff"
	}
	return "without_staff"
}

// ExportCitizenLog is every line of the access log about one citizen, oldest first, to
// be given to the citizen. It is logged as an export. Without staff a line
// holds the moment, the action and the purpose.
func (a *Access) ExportCitizenLog(ctx context.Context, citizen model.ID, staff Staff) ([]LogEntry, error) {
	if err := a.authorize(ctx, citizen); err != nil {
		return nil, fmt.Errorf("export access log: %w", err)
	}
	if err := a.logAccess(ctx, ActionExport, citizen, "access_log_"+staff.String()); err != nil {
		return nil, err
	}
	list, err := citizenLog(ctx, a.r.db.read, citizen, staff)
	if err != nil {
		return nil, fmt.Errorf("export access log: %w", err)
	}
	return list, nil
}

func citizenLog(ctx context.Context, q querier, citizen model.ID, staff Staff) ([]LogEntry, error) {
	list, err := queryAll(ctx, q, scanLogEntry,
		`select `+logColumns+` from access_log_line l where l.citizen_id = $1 order by l.seq`, citizen)
	if !staff {
		for i, e := range list {
			list[i] = LogEntry{Seq: e.Seq, At: e.At, Action: e.Action, Citizen: e.Citizen, Purpose: e.Purpose}
		}
	}
	return list, err
}
