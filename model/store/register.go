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

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
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
	unlocked     string // initials of who opened it
	lock         *folderLock
	db           *pools
	mount        *pages.Mount
	base         string // file system below the encryption, "" for the platform's own
	cost         vault.Cost
	clockLast    time.Time // of the log, where the clock has been set back behind it

	onStep  func(step string) // of a rotation, for tests
	copying sync.Mutex        // held while the database is copied, or the copy takes its place

	keysMu sync.Mutex
	keys   *vault.Opened // nil where the register is not encrypted
	now    func() time.Time
	newID  func() model.ID

	search searchIndex
	norms  knownNorms
	cohort knownCohort

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
	// Cost is what a guess at a passphrase that is set costs. The zero value is
	// about half a second on this machine.
	Cost vault.Cost

	plain  bool // not encrypted, to measure what encryption costs
	shared bool // beside others on the same register
	// fileSystem is what lies below the encryption.
	fileSystem string
}

// Setup is what a new register begins with.
type Setup struct {
	Municipality string
	User         model.User // the first user
	Passphrase   []byte     // the first user's
	// Invented makes the register of an invented municipality, which opens without
	// a passphrase and must hold nobody real.
	Invented   bool
	Instrument *model.Instrument
	Vocabulary *model.Vocabulary
}

// Create makes a register in a new folder, or in one that is there and empty.
// The recovery key opens it when every passphrase is lost; it is to be printed
// and is kept nowhere. Where Create fails it leaves nothing behind.
func Create(ctx context.Context, dir string, s Setup, o Options) (r *Register, recoveryKey string, err error) {
	if strings.TrimSpace(s.Municipality) == "" || s.User.Initials == "" {
		return nil, "", errors.New("create register: municipality and first user must be named")
	}
	if err := checkPlace(dir); err != nil {
		return nil, "", fmt.Errorf("create register: %w", err)
	}
	made := ""
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, os.ErrNotExist):
		made = firstMissing(dir)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			if isReadOnly(err) || errors.Is(err, os.ErrPermission) {
				err = fmt.Errorf("%w: %w", ErrReadOnly, err)
			}
			return nil, "", fmt.Errorf("create register: %w", err)
		}
	case errors.Is(err, syscall.ENOTDIR):
		return nil, "", fmt.Errorf("create register %s: %w", dir, ErrExists)
	case err != nil:
		return nil, "", fmt.Errorf("create register: %w", err)
	case len(entries) > 0:
		return nil, "", fmt.Errorf("create register %s: %w", dir, ErrExists)
	}
	r = newRegister(dir, o)
	if recoveryKey, err = r.create(ctx, s, o); err != nil {
		err = errors.Join(err, r.release())
		for _, name := range []string{databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + "-journal", vault.Name, lockName} {
			_ = os.Remove(filepath.Join(dir, name))
		}
		for d := dir; made != ""; d = filepath.Dir(d) {
			if err := os.Remove(d); err != nil || d == made {
				break
			}
		}
		return nil, "", fmt.Errorf("create register: %w", err)
	}
	return r, recoveryKey, nil
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

func (r *Register) create(ctx context.Context, s Setup, o Options) (recoveryKey string, err error) {
	r.municipality, r.id, r.unlocked = s.Municipality, string(r.newID()), s.User.Initials
	if err := r.take(o); err != nil {
		return "", err
	}
	if !o.plain {
		if recoveryKey, err = r.makeKeys(s, o); err != nil {
			return "", err
		}
	}
	if err := r.open(ctx, o); err != nil {
		return "", err
	}
	if err := r.migrate(ctx); err != nil {
		return "", err
	}
	return recoveryKey, r.db.inWrite(ctx, func(tx *sql.Tx) error {
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
}

// makeKeys makes the keys of a new register. They are saved before the database
// is begun: a database without keys would be lost.
func (r *Register) makeKeys(s Setup, o Options) (recoveryKey string, err error) {
	if s.Invented {
		r.keys, err = vault.CreateInvented(r.id, s.User.Initials)
	} else {
		if err := vault.CheckPassphrase(s.Passphrase, s.Municipality, s.User.Initials, s.User.Name); err != nil {
			return "", err
		}
		r.keys, recoveryKey, err = vault.Create(r.id, s.User.Initials, s.Passphrase, o.Cost)
	}
	if err != nil {
		return "", err
	}
	return recoveryKey, r.keys.Save(filepath.Join(r.dir, vault.Name))
}

// Open opens the register in a folder for a user and brings its tables up to
// date.
func Open(ctx context.Context, dir string, c Credentials, o Options) (*Register, error) {
	r, err := openWith(ctx, dir, o, func(r *Register) (err error) {
		r.keys, err = unlock(dir, c, r.now())
		return err
	}, func(r *Register) error {
		if o.plain {
			u, err := r.user(ctx, c.Initials)
			r.unlocked = u.Initials
			return err
		}
		return r.logIn(ctx, c.Initials)
	})
	if err != nil {
		return nil, fmt.Errorf("open register %s: %w", dir, err)
	}
	return r, nil
}

// openWith opens a register whose keys unlock finds, for the user whom enter
// finds.
func openWith(ctx context.Context, dir string, o Options, unlock, enter func(*Register) error) (*Register, error) {
	path := filepath.Join(dir, databaseName)
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && (!info.Mode().IsRegular() || info.Size() == 0):
		return nil, ErrNoRegister
	case err != nil:
		return nil, err
	}
	if err := checkPlace(dir); err != nil {
		return nil, err
	}
	r := newRegister(dir, o)
	if err := r.enter(ctx, o, unlock, enter); err != nil {
		return nil, errors.Join(fault(err), r.release())
	}
	return r, nil
}

func (r *Register) enter(ctx context.Context, o Options, unlock, enter func(*Register) error) error {
	if err := r.take(o); err != nil {
		return err
	}
	if !o.plain {
		if err := unlock(r); err != nil {
			return err
		}
		if err := r.matchKeys(); err != nil {
			return err
		}
	}
	if err := r.open(ctx, o); err != nil {
		return err
	}
	if err := r.migrate(ctx); err != nil {
		return err
	}
	err := r.db.read.QueryRowContext(ctx, `select id, municipality from register`).Scan(&r.id, &r.municipality)
	if err != nil {
		return err
	}
	if err := r.lookAtClock(ctx); err != nil {
		return err
	}
	return enter(r)
}

// clockTolerance is how far behind the log the clock may be before somebody is
// told.
const clockTolerance = 5 * time.Minute

// lookAtClock compares the clock with the last line of the log.
func (r *Register) lookAtClock(ctx context.Context) error {
	var last string
	err := r.db.read.QueryRowContext(ctx, `select coalesce(max(at), '') from
		(select at from access_log order by seq desc limit 1)`).Scan(&last)
	if err != nil {
		return err
	}
	at, err := parseStamp(last)
	if err == nil && r.now().Add(clockTolerance).Before(at) {
		r.clockLast = at
	}
	return err
}

// ClockSetBack reports whether the clock stands before the last use of the
// register, and when that was. What is written now would be dated before it.
func (r *Register) ClockSetBack() (last time.Time, back bool) {
	return r.clockLast, !r.clockLast.IsZero()
}

func newRegister(dir string, o Options) *Register {
	r := &Register{dir: dir, now: o.Now, newID: o.NewID, cost: o.Cost, base: o.fileSystem}
	if r.now == nil {
		r.now = time.Now
	}
	if r.newID == nil {
		r.newID = model.NewID
	}
	return r
}

// take keeps other programs out of the register's folder.
func (r *Register) take(o Options) (err error) {
	processSettings()
	if !o.shared {
		r.lock, err = lockFolder(r.dir, r.now())
	}
	return err
}

// open opens the database under the keys.
func (r *Register) open(ctx context.Context, o Options) (err error) {
	path := filepath.Join(r.dir, databaseName)
	fileSystem := o.fileSystem
	if r.keys != nil {
		if r.mount, err = r.newMount(); err != nil {
			return err
		}
		if err := r.mount.CheckLog(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		fileSystem = r.mount.Name()
	}
	log, err := os.Stat(path + "-wal")
	unclean := err == nil && log.Size() > 0
	if r.db, err = openPools(ctx, path, fileSystem); err != nil || !unclean {
		return err
	}
	return r.lookAfterCrash(ctx)
}

// lookAfterCrash looks through a register that was not closed: the structure of
// the database, and the chain of the access log. A disk that did not keep its
// word can leave pages of two times beside each other, each right by itself.
func (r *Register) lookAfterCrash(ctx context.Context) error {
	found, err := collect(ctx, r.db.read, scanOne[string], `pragma quick_check`)
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(found, "; "))
	}
	var current bool // not a register of earlier tables, whose log is another
	err = r.db.read.QueryRowContext(ctx, `select exists (select 1 from sqlite_schema where name = 'log_anchor')`).Scan(&current)
	if err != nil || !current {
		return err
	}
	if _, err := verifyLog(ctx, r.db.read, nil); errors.Is(err, ErrLogAltered) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	} else if err != nil {
		return err
	}
	return nil
}

// Close writes that the user has left, empties the write-ahead log into the
// database, closes it and forgets the keys.
func (r *Register) Close() error { return r.leave(ActionLogOut) }

// Lock is Close, but that the log tells of a lock.
func (r *Register) Lock() error { return r.leave(ActionLock) }

func (r *Register) leave(action Action) error {
	err := r.db.inWrite(context.Background(), func(tx *sql.Tx) error {
		return appendLog(context.Background(), tx, logLine{
			At: stamp(r.now()), Initials: r.unlocked, Action: action, Purpose: model.ForAdministration,
		})
	})
	if err = errors.Join(err, r.release()); err != nil {
		return fmt.Errorf("close register: %w", err)
	}
	return nil
}

// release gives back what was taken, however far that had come.
func (r *Register) release() error {
	r.search.drop()
	r.cohort.drop()
	var err error
	if r.db != nil {
		err = r.db.close(context.Background())
		r.db = nil
	}
	if r.mount != nil {
		err = errors.Join(err, r.mount.Close())
		r.mount = nil
	}
	if r.keys != nil {
		r.keys.Wipe()
		r.keys = nil
	}
	err = errors.Join(err, r.lock.release())
	r.lock = nil
	return err
}

// UnlockedBy is the initials of the user who opened the register.
func (r *Register) UnlockedBy() string { return r.unlocked }

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
