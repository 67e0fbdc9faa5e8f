// Package explain makes what went wrong into sentences that say what to do. The
// window and the command line share them.
package messages

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Error is the sentence for an error that does not depend on where it arose, or
// false for another one.
func Error(w *assets.Words, err error) (string, bool) {
	var newer *store.NewerError
	var wait *store.WaitError
	var inUse *store.InUseError
	var weak *vault.WeakError
	var path *fs.PathError
	if sentence, ok := choiceError(w, err); ok {
		return sentence, true
	}
	switch {
	case errors.Is(err, context.Canceled):
		return w.T("error.interrupted"), true
	case DiskFull(err):
		return w.T("error.full"), true
	case errors.As(err, &wait):
		return w.N("error.wait", int((wait.For+time.Second-1)/time.Second)), true
	case errors.As(err, &inUse):
		return inUseBy(w, inUse.Holder), true
	case errors.As(err, &weak):
		return w.T("weak." + string(weak.Reason)), true
	case errors.As(err, &newer):
		return w.T("error.newer"), true
	case store.ErrorCode(err) != "":
		return w.T("error." + store.ErrorCode(err)), true
	case ruleCode(err) != "":
		return w.T("error." + ruleCode(err)), true
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return w.T("error.missing_path", "Path", path.Path), true
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return w.T("error.permission", "Path", path.Path), true
	}
	return "", false
}

func inUseBy(w *assets.Words, h store.Holder) string {
	if h.User == "" {
		return w.T("error.in_use")
	}
	at := h.Since.Local()
	return w.T("error.in_use_by", "User", h.User, "Host", h.Host,
		"Day", w.Date(model.DateOf(at)), "Time", at.Format("15:04"))
}

// Other is the sentence for an error that nobody foresaw.
func Other(w *assets.Words, err error) string { return w.T("error.other", "Message", err.Error()) }
