// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

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
	SHA256   string    `json:"sha256"` // of register.db
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
	if m.SHA256, err = fileSHA256(filepath.Join(dir, databaseName)); err != nil {
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

func (m manifest) toBackup(dir string, genuine bool) (Backup, error) {
	hash, err := hex.DecodeString(m.LogHash)
	if err != nil {
		return Backup{}, fmt.Errorf("%s: %w", dir, ErrNotBackup)
	}
	return Backup{Dir: dir, Made: m.Made, Counts: m.Counts, Log: LogHead{Seq: m.LogSeq, Hash: hash}, Authentic: genuine, UpgradeTo: m.UpgradeTo}, nil
}

func readManifest(dir string) (m manifest, err error) {
	defer wrapError(&err, "%s", dir)
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
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

// isAuthentic reports whether the register wrote a manifest. It is false for one
// from before a rotation of the data key.
func (r *Register) isAuthentic(m manifest) bool {
	r.keysMu.Lock()
	defer r.keysMu.Unlock()
	if r.keys == nil || r.keys.Key(m.Epoch) == nil {
		return false
	}
	mac, err := m.mac(r.keys.Key(m.Epoch))
	return err == nil && hmac.Equal(mac, m.MAC)
}
