// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/vault"
	"codeberg.org/fremskridt/fremskridt/model/vault/pages"
)

// Extension ends the name of a register's folder.
const Extension = ".fremskridt"

const databaseName = "register.db"

// Errors of opening a register and of accesses to it.
var (
	ErrExists      = errors.New("already exists")
	ErrNotRegister = errors.New("not a register")
	ErrUnfinished  = errors.New("the program ended while it was making the register")
	ErrNotFound    = errors.New("not found")
	ErrForbidden   = errors.New("the user does not have the right")
	ErrUnknownUser = errors.New("unknown user")
)

// Register is an open register. It is safe for concurrent use.
type Register struct {
	dir          string
	created      string // the topmost folder that Create made, empty for none
	id           string
	municipality string
	openedBy     string // initials of who opened it
	lock         *folderLock
	db           *pools
	mount        *pages.Mount
	log          *slog.Logger
	baseVFS      string // SQLite file system below the encryption, empty for the platform's
	cost         vault.Cost
	logHeads     []LogHead
	lastLogTime  time.Time   // set where the clock is behind it
	upgrade      Upgrade     // made by opening; zero if none was
	older        *OlderError // set where the schema is older and was left as it is

	onRotationStep func(step string) // for tests
	copyMu         sync.Mutex        // held while the database is copied or replaced

	keysMu sync.Mutex
	keys   *vault.Opened // nil where the register is not encrypted
	now    func() time.Time
	newID  func() model.ID

	search searchIndex
	norms  normsCache
	cohort cohortCache
	shown  shownLists

	definitions struct {
		sync.Mutex
		vocabulary  *model.Vocabulary
		instruments map[string]*model.Instrument
	}
}

// Options configure how a register is opened. The zero value is for production.
type Options struct {
	Now   func() time.Time // the clock, time.Now where it is nil
	NewID func() model.ID  // model.NewID where it is nil
	// LogHeads are ends of the access log that were written down outside the register,
	// for [VerifyAt].
	LogHeads []LogHead
	// Cost is the cost of stretching a new passphrase. The zero value takes about
	// half a second.
	Cost vault.Cost
	// Upgrade allows to update the schema of a register that an earlier version of
	// the program wrote, after a backup.
	Upgrade bool

	// Log is the program's own log, which must not hold personal data; nil for none.
	Log *slog.Logger

	asFound     bool // opens an older schema as it is, without logging in
	unencrypted bool // to measure the cost of encryption
	noLock      bool // allows several openings in one process
	vfs         string
}

func newRegister(dir string, o Options) *Register {
	r := &Register{dir: dir, now: o.Now, newID: o.NewID, cost: o.Cost, baseVFS: o.vfs, log: o.Log, logHeads: o.LogHeads}
	if r.now == nil {
		r.now = time.Now
	}
	if r.newID == nil {
		r.newID = model.NewID
	}
	if r.log == nil {
		r.log = slog.New(slog.DiscardHandler)
	}
	return r
}

// Close logs that the user has logged out, moves the write-ahead log into the
// database, closes it and wipes the keys. A register that was found damaged is left
// as it is. On a full disk it is closed without the line: what was acknowledged is in
// the write-ahead log.
func (r *Register) Close() error { return r.logAndClose(ActionLogOut) }

// Lock is [Register.Close] with a log line that says that the window was locked.
func (r *Register) Lock() error { return r.logAndClose(ActionLock) }

func (r *Register) logAndClose(action Action) error {
	if r.older != nil || r.db.damaged.Load() { // no log-in yet, or nothing may be written
		return r.release()
	}
	ctx := context.Background()
	err := r.writeUrgent(ctx, func(tx *sql.Tx) error {
		rows, err := closingCounts(ctx, tx)
		if err != nil {
			return err
		}
		return r.logInTx(ctx, tx, r.openedBy, action, "closed", rows...)
	})
	if IsDiskFull(err) {
		r.log.Warn("no room for the last line of the access log", r.identity())
		err = nil
	}
	if err = errors.Join(err, r.release()); err != nil {
		return fmt.Errorf("close register: %w", err)
	}
	return nil
}

// release frees what has been acquired so far, in the order that a complete or
// an aborted opening needs.
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
	if r.id != "" {
		r.log.Info("register closed", r.identity())
	}
	return err
}

// identity names the register in the program's log: by its id and its folder's name, as
// the whole path may contain the user's.
func (r *Register) identity() slog.Attr {
	return slog.Group("register", "id", r.id, "folder", filepath.Base(r.dir))
}

// UnlockedBy returns the initials of the user who opened the register.
func (r *Register) UnlockedBy() string { return r.openedBy }

// Dir returns the register's folder.
func (r *Register) Dir() string { return r.dir }

// Municipality returns the name of the municipality.
func (r *Register) Municipality() string { return r.municipality }

// citizensChanged advances the counter by which caches of citizens know that
// they are out of date.
func citizensChanged(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `update register set citizens_changed = citizens_changed + 1`)
	return err
}
