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
	ErrNotRegister = errors.New("that is no register")
	ErrNotFound    = errors.New("not found")
	ErrForbidden   = errors.New("the user may not do that")
	ErrUnknownUser = errors.New("unknown user")
)

// Register is an open register. It is safe for use by several goroutines.
type Register struct {
	dir          string
	id           string
	municipality string
	openedBy     string // initials of who opened it
	lock         *folderLock
	db           *pools
	mount        *pages.Mount
	baseVFS      string // file system below the encryption, "" for the platform's own
	cost         vault.Cost
	lastLogTime  time.Time // of the log, where the clock has been set back behind it

	onRotationStep func(step string) // of a rotation, for tests
	copyMu         sync.Mutex        // held while the database is copied, or the copy takes its place

	keysMu sync.Mutex
	keys   *vault.Opened // nil where the register is not encrypted
	now    func() time.Time
	newID  func() model.ID

	search searchIndex
	norms  normsCache
	cohort cohortCache

	definitions struct {
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

	unencrypted bool // not encrypted, to measure what encryption costs
	noLock      bool // beside others on the same register
	// fileSystem is what lies below the encryption.
	vfs string
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
	if err := checkLocalDrive(dir); err != nil {
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
	r.municipality, r.id, r.openedBy = s.Municipality, string(r.newID()), s.User.Initials
	if err := r.acquireLock(o); err != nil {
		return "", err
	}
	if !o.unencrypted {
		if recoveryKey, err = r.createKeys(s, o); err != nil {
			return "", err
		}
	}
	if err := r.open(ctx, o); err != nil {
		return "", err
	}
	if err := r.migrate(ctx); err != nil {
		return "", err
	}
	return recoveryKey, r.db.writeTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `insert into register (one, id, municipality, created) values (1, $1, $2, $3)`,
			r.id, r.municipality, formatTime(r.now())); err != nil {
			return err
		}
		if err := insertVocabulary(ctx, tx, s.Vocabulary); err != nil {
			return err
		}
		if err := insertInstrument(ctx, tx, s.Instrument); err != nil {
			return err
		}
		if err := r.putUser(ctx, tx, s.User); err != nil {
			return err
		}
		return appendLog(ctx, tx, logLine{
			At: formatTime(r.now()), Initials: s.User.Initials, Role: string(model.RoleAdministrator),
			Action: ActionCreate, Purpose: model.ForAdministration, Detail: model.NewMessage("register").String(),
		})
	})
}

// createKeys makes the keys of a new register. They are saved before the database
// is begun: a database without keys would be lost.
func (r *Register) createKeys(s Setup, o Options) (recoveryKey string, err error) {
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
		if o.unencrypted {
			u, err := r.user(ctx, c.Initials)
			r.openedBy = u.Initials
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
		return nil, ErrNotRegister
	case err != nil:
		return nil, err
	}
	if err := checkLocalDrive(dir); err != nil {
		return nil, err
	}
	r := newRegister(dir, o)
	if err := r.unlockAndOpen(ctx, o, unlock, enter); err != nil {
		return nil, errors.Join(err, r.release())
	}
	return r, nil
}

func (r *Register) unlockAndOpen(ctx context.Context, o Options, unlock, enter func(*Register) error) error {
	if err := r.acquireLock(o); err != nil {
		return err
	}
	if !o.unencrypted {
		if err := unlock(r); err != nil {
			return err
		}
		if err := r.matchKeysToDatabase(); err != nil {
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
	if err := r.checkClock(ctx); err != nil {
		return err
	}
	return enter(r)
}

// clockTolerance is how far behind the log the clock may be before somebody is
// told.
const clockTolerance = 5 * time.Minute

// checkClock compares the clock with the last line of the log.
func (r *Register) checkClock(ctx context.Context) error {
	var last string
	err := r.db.read.QueryRowContext(ctx, `select coalesce(max(at), '') from
		(select at from access_log order by seq desc limit 1)`).Scan(&last)
	if err != nil {
		return err
	}
	at, err := parseTime(last)
	if err == nil && r.now().Add(clockTolerance).Before(at) {
		r.lastLogTime = at
	}
	return err
}

// ClockSetBack reports whether the clock stands before the last use of the
// register, and when that was. What is written now would be dated before it.
func (r *Register) ClockSetBack() (last time.Time, back bool) {
	return r.lastLogTime, !r.lastLogTime.IsZero()
}

func newRegister(dir string, o Options) *Register {
	r := &Register{dir: dir, now: o.Now, newID: o.NewID, cost: o.Cost, baseVFS: o.vfs}
	if r.now == nil {
		r.now = time.Now
	}
	if r.newID == nil {
		r.newID = model.NewID
	}
	return r
}

// acquireLock keeps other programs out of the register's folder.
func (r *Register) acquireLock(o Options) (err error) {
	processSettings()
	if !o.noLock {
		r.lock, err = lockFolder(r.dir, r.now())
	}
	return err
}

// open opens the database under the keys.
func (r *Register) open(ctx context.Context, o Options) (err error) {
	path := filepath.Join(r.dir, databaseName)
	fileSystem := o.vfs
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
	return r.checkAfterCrash(ctx)
}

// checkAfterCrash looks through a register that was not closed: the structure of
// the database, and the chain of the access log. A disk that did not keep its
// word can leave pages of two times beside each other, each right by itself.
func (r *Register) checkAfterCrash(ctx context.Context) error {
	found, err := queryAll(ctx, r.db.read, scanValue[string], `pragma quick_check`)
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
func (r *Register) Close() error { return r.logAndClose(ActionLogOut) }

// Lock is Close, but that the log tells of a lock.
func (r *Register) Lock() error { return r.logAndClose(ActionLock) }

func (r *Register) logAndClose(action Action) error {
	err := r.db.writeTx(context.Background(), func(tx *sql.Tx) error {
		return appendLog(context.Background(), tx, logLine{
			At: formatTime(r.now()), Initials: r.openedBy, Action: action, Purpose: model.ForAdministration,
		})
	})
	if err = errors.Join(err, r.release()); err != nil {
		return fmt.Errorf("close register: %w", err)
	}
	return nil
}

// release gives back what was taken, however far that had come.
func (r *Register) release() error {
	r.search.invalidate()
	r.cohort.invalidate()
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
func (r *Register) UnlockedBy() string { return r.openedBy }

// Dir is the register's folder.
func (r *Register) Dir() string { return r.dir }

// Municipality is whose register it is.
func (r *Register) Municipality() string { return r.municipality }

// formatTime writes a moment as the register keeps it: UTC, to the millisecond.
func formatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse("2006-01-02T15:04:05.000Z", s)
}

// nullText stores an empty text as NULL.
func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}
