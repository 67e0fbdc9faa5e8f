package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"fremskridt/model"
)

// Extension is how a register's folder ends.
const Extension = ".fremskridt"

const databaseName = "register.db"

// Errors of Create and Open, which callers turn into sentences.
var (
	ErrExists      = errors.New("there is something at that place already")
	ErrNoRegister  = errors.New("that is no register")
	ErrNotFound    = errors.New("not found")
	ErrForbidden   = errors.New("the user may not do that")
	ErrUnknownUser = errors.New("unknown user")
)

// Register is an open register. It is safe for use by several goroutines.
type Register struct {
	dir          string
	id           string
	municipality string
	db           *pools
	now          func() time.Time
	newID        func() model.ID

	search searchIndex
	norms  knownNorms

	words struct {
		sync.Mutex
		vocabulary  *model.Vocabulary
		instruments map[string]*model.Instrument
	}
}

// Options are what a register is opened with. The zero value is the usual.
type Options struct {
	Now   func() time.Time // the clock, time.Now where it is nil
	NewID func() model.ID  // model.NewID where it is nil
}

// Setup is what a new register begins with.
type Setup struct {
	Municipality string
	User         model.User // the first user
	Instrument   *model.Instrument
	Vocabulary   *model.Vocabulary
}

// Create makes a register in a new folder, or in one that is there and empty.
// Where it fails it leaves nothing behind.
func Create(ctx context.Context, dir string, s Setup, o Options) (*Register, error) {
	if strings.TrimSpace(s.Municipality) == "" || s.User.Initials == "" {
		return nil, errors.New("create register: municipality and first user must be named")
	}
	made := ""
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, os.ErrNotExist):
		made = firstMissing(dir)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("create register: %w", err)
		}
	case errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("create register %s: %w", dir, ErrExists)
	case err != nil:
		return nil, fmt.Errorf("create register: %w", err)
	case len(entries) > 0:
		return nil, fmt.Errorf("create register %s: %w", dir, ErrExists)
	}
	r, err := create(ctx, dir, s, o)
	if err != nil {
		for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
			_ = os.Remove(filepath.Join(dir, databaseName+suffix))
		}
		for d := dir; made != ""; d = filepath.Dir(d) {
			if err := os.Remove(d); err != nil || d == made {
				break
			}
		}
		return nil, fmt.Errorf("create register: %w", err)
	}
	return r, nil
}

// firstMissing is the uppermost folder on the way to dir that is not there.
func firstMissing(dir string) string {
	for {
		above := filepath.Dir(dir)
		if _, err := os.Stat(above); err == nil || above == dir {
			return dir
		}
		dir = above
	}
}

func create(ctx context.Context, dir string, s Setup, o Options) (*Register, error) {
	db, err := openPools(ctx, filepath.Join(dir, databaseName))
	if err != nil {
		return nil, err
	}
	r := newRegister(dir, db, o)
	r.municipality, r.id = s.Municipality, string(r.newID())
	if err := migrate(ctx, db.write); err != nil {
		return nil, errors.Join(err, db.close(ctx))
	}
	err = db.inWrite(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `insert into register (one, id, municipality, created) values (1, $1, $2, $3)`,
			r.id, r.municipality, stamp(r.now())); err != nil {
			return err
		}
		if err := putVocabulary(ctx, tx, s.Vocabulary); err != nil {
			return err
		}
		if err := putInstrument(ctx, tx, s.Instrument); err != nil {
			return err
		}
		if err := r.putUser(ctx, tx, s.User); err != nil {
			return err
		}
		return appendLog(ctx, tx, logLine{
			At: stamp(r.now()), Initials: s.User.Initials, Role: string(model.RoleAdministrator),
			Action: ActionCreate, Purpose: model.ForAdministration, Detail: "register",
		})
	})
	if err != nil {
		return nil, errors.Join(err, db.close(ctx))
	}
	return r, nil
}

// Open opens the register in a folder and brings its tables up to date.
func Open(ctx context.Context, dir string, o Options) (*Register, error) {
	path := filepath.Join(dir, databaseName)
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && (!info.Mode().IsRegular() || info.Size() == 0):
		return nil, fmt.Errorf("open register %s: %w", dir, ErrNoRegister)
	case err != nil:
		return nil, fmt.Errorf("open register: %w", err)
	}
	db, err := openPools(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open register %s: %w", dir, fault(err))
	}
	r := newRegister(dir, db, o)
	if err := migrate(ctx, db.write); err != nil {
		return nil, errors.Join(fmt.Errorf("open register %s: %w", dir, fault(err)), db.close(ctx))
	}
	err = db.read.QueryRowContext(ctx, `select id, municipality from register`).Scan(&r.id, &r.municipality)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open register %s: %w", dir, err), db.close(ctx))
	}
	return r, nil
}

func newRegister(dir string, db *pools, o Options) *Register {
	r := &Register{dir: dir, db: db, now: o.Now, newID: o.NewID}
	if r.now == nil {
		r.now = time.Now
	}
	if r.newID == nil {
		r.newID = model.NewID
	}
	return r
}

// Close empties the write-ahead log into the database and closes it.
func (r *Register) Close() error {
	r.search.drop()
	if err := r.db.close(context.Background()); err != nil {
		return fmt.Errorf("close register: %w", err)
	}
	return nil
}

// Dir is the register's folder.
func (r *Register) Dir() string { return r.dir }

// Municipality is whose register it is.
func (r *Register) Municipality() string { return r.municipality }

// stamp writes a moment as the register keeps it: UTC, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func parseStamp(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse("2006-01-02T15:04:05.000Z", s)
}

// null stores an empty text as NULL.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}
