// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// manifest is the content of backup.json. It has no data about persons.
type manifest struct {
	Format   string    `json:"format"`
	Register string    `json:"register"`
	Made     time.Time `json:"made"`
	Epoch    uint32    `json:"epoch"`
	Counts   Counts    `json:"counts"`
	LogSeq   int64     `json:"log_seq"`
	LogHash  string    `json:"log_hash"`
	SHA256   string    `json:"sha256"`         // of register.db
	Size     int64     `json:"size,omitempty"` // of register.db; 0 in a backup of an earlier version
	// UpgradeTo is the version of the schema to which the register was upgraded after
	// the backup; 0 for any other backup.
	UpgradeTo int64  `json:"upgrade_to,omitempty"`
	MAC       []byte `json:"mac"`
}

func (m manifest) mac(k *vault.DataKey) ([]byte, error) {
	m.MAC = nil
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	key := k.Subkey("backup manifest v1", nil)
	defer clear(key[:])
	h := hmac.New(sha256.New, key[:])
	h.Write(data)
	return h.Sum(nil), nil
}

// writeManifest puts the key file and a manifest into the folder of a copy.
func (r *Register) writeManifest(dir string, m *manifest) error {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if err := copyFile(filepath.Join(r.dir, vault.Name), filepath.Join(dir, vault.Name)); err != nil {
		return err
	}
	var err error
	if m.SHA256, m.Size, err = fileSHA256(filepath.Join(dir, databaseName)); err != nil {
		return err
	}
	keys := r.keys.Keys()
	key := keys[len(keys)-1]
	m.Epoch = key.Epoch()
	if m.MAC, err = m.mac(key); err != nil {
		return err
	}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	return createSynced(filepath.Join(dir, manifestName), bytes.NewReader(append(data, '\n')))
}

// maxManifest bounds the file of a manifest in bytes.
const maxManifest = 64 << 10

func readManifest(dir string) (m manifest, err error) {
	defer wrapError(&err, "%s", dir)
	data, err := safefile.ReadFile(filepath.Join(dir, manifestName), maxManifest)
	if errors.Is(err, os.ErrNotExist) {
		return m, ErrNotBackup
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil || m.Format != manifestFormat {
		return m, errors.Join(ErrNotBackup, err)
	}
	return m, nil
}

// isAuthentic reports whether the register wrote a manifest. One under a key that is no
// longer among the register's must have been noted before the rotation.
func (r *Register) isAuthentic(ctx context.Context, m manifest) (bool, error) {
	if mac, known, err := r.manifestMAC(m); err != nil || known {
		return hmac.Equal(mac, m.MAC), err
	}
	if r.db == nil || r.older != nil {
		return false, nil
	}
	digest, err := m.digest()
	if err != nil {
		return false, err
	}
	var noted bool
	err = r.db.read.QueryRowContext(ctx, `select exists (select 1 from known_backup where digest = $1)`, digest).Scan(&noted)
	return noted, err
}

// manifestMAC returns the code that a manifest must have, if its key is known.
func (r *Register) manifestMAC(m manifest) (mac []byte, known bool, err error) {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if r.keys == nil {
		return nil, false, nil
	}
	key := r.keys.Key(m.Epoch)
	if key == nil {
		return nil, false, nil
	}
	mac, err = m.mac(key)
	return mac, true, err
}

// digest identifies a manifest with its code.
func (m manifest) digest() ([]byte, error) {
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	return sum[:], nil
}

// noteBackups notes the manifests that are authentic under a key that is about to be
// replaced.
func (r *Register) noteBackups(ctx context.Context) error {
	dir, err := r.BackupFolder(ctx)
	if err != nil {
		return err
	}
	for _, folder := range []string{dir, r.ownBackups()} {
		list, err := r.backupsIn(ctx, folder)
		if err != nil {
			return err
		}
		err = r.db.writeTx(ctx, func(tx *sql.Tx) error {
			for _, b := range list {
				if !b.Authentic {
					continue
				}
				digest, err := b.manifest.digest()
				if err != nil {
					return err
				}
				_, err = tx.ExecContext(ctx, `insert into known_backup (digest, noted_at) values ($1, $2) on conflict do nothing`,
					digest, formatTime(r.now()))
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
