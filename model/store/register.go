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
	"fremskridt/model/vault"
	"fremskridt/model/vault/pages"
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
	keys         *vault.Opened // nil where the register is not encrypted
	mount        *pages.Mount
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
		for _, name := range []string{databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + "-journal", keysName, lockName} {
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
	if err := migrate(ctx, r.db.write); err != nil {
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
	return recoveryKey, r.keys.Save(filepath.Join(r.dir, keysName))
}

// Open opens the register in a folder for a user and brings its tables up to
// date.
func Open(ctx context.Context, dir string, c Credentials, o Options) (*Register, error) {
	path := filepath.Join(dir, databaseName)
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && (!info.Mode().IsRegular() || info.Size() == 0):
		return nil, fmt.Errorf("open register %s: %w", dir, ErrNoRegister)
	case err != nil:
		return nil, fmt.Errorf("open register: %w", err)
	}
	if err := checkPlace(dir); err != nil {
		return nil, fmt.Errorf("open register %s: %w", dir, err)
	}
	r := newRegister(dir, o)
	if err := r.enter(ctx, c, o); err != nil {
		return nil, errors.Join(fmt.Errorf("open register %s: %w", dir, fault(err)), r.release())
	}
	return r, nil
}

func (r *Register) enter(ctx context.Context, c Credentials, o Options) (err error) {
	if err := r.take(o); err != nil {
		return err
	}
	if !o.plain {
		if r.keys, err = unlock(r.dir, c, r.now()); err != nil {
			return err
		}
	}
	if err := r.open(ctx, o); err != nil {
		return err
	}
	if err := migrate(ctx, r.db.write); err != nil {
		return err
	}
	err = r.db.read.QueryRowContext(ctx, `select id, municipality from register`).Scan(&r.id, &r.municipality)
	if err != nil {
		return err
	}
	if o.plain {
		u, err := r.user(ctx, c.Initials)
		r.unlocked = u.Initials
		return err
	}
	return r.logIn(ctx, c.Initials)
}

func newRegister(dir string, o Options) *Register {
	r := &Register{dir: dir, now: o.Now, newID: o.NewID}
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
		var keys []pages.Key
		for _, k := range r.keys.Keys() {
			keys = append(keys, k)
		}
		if r.mount, err = pages.NewMount(pages.Options{Base: o.fileSystem}, keys...); err != nil {
			return err
		}
		if err := r.mount.CheckLog(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		fileSystem = r.mount.Name()
	}
	r.db, err = openPools(ctx, path, fileSystem)
	return err
}

// Close empties the write-ahead log into the database, closes it and forgets the
// keys.
func (r *Register) Close() error {
	if err := r.release(); err != nil {
		return fmt.Errorf("close register: %w", err)
	}
	return nil
}

// release gives back what was taken, however far that had come.
func (r *Register) release() error {
	r.search.drop()
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
