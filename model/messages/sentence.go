// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/analysis/cohort"
	"codeberg.org/fremskridt/fremskridt/model/atomicfile"
	"codeberg.org/fremskridt/fremskridt/model/exchange"
	"codeberg.org/fremskridt/fremskridt/model/safefile"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// Sentence turns an error into a sentence that says what to do. A message of [Wrap]
// wins over what the error wraps, except that a cancellation and a full disk always
// have their own sentence. An error that the catalogue lacks is quoted.
func Sentence(w *assets.Words, err error) string {
	var own *Error
	switch {
	case errors.Is(err, context.Canceled):
		return w.T("error.interrupted")
	case store.IsDiskFull(err):
		return w.T("error.full")
	case errors.As(err, &own):
		return w.T("error."+own.Message.Code, localize(w, own.Message.Args)...)
	}
	if s := refusedFileSentence(w, err); s != "" {
		return s
	}
	if code := store.ErrorCode(err); code != "" {
		return w.T("error." + code)
	}
	if code := ruleCode(err); code != "" {
		return w.T("error." + code)
	}
	for _, sentence := range []func(*assets.Words, error) string{
		openSentence, importSentence, choiceSentence, lengthSentence, writeSentence, pathSentence,
	} {
		if s := sentence(w, err); s != "" {
			return s
		}
	}
	return w.T("error.other", "Message", err.Error())
}

// localize formats the values of arguments for a text.
func localize(w *assets.Words, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if d, ok := a.(model.Date); ok {
			a = w.Date(d)
		}
		out[i] = a
	}
	return out
}

// openSentence is the sentence for an error with details of opening a register, or
// empty for another error.
func openSentence(w *assets.Words, err error) string {
	var (
		newer *store.NewerError
		wait  *store.WaitError
		inUse *store.InUseError
		weak  *vault.WeakError
	)
	switch {
	case errors.As(err, &wait):
		return w.N("error.wait", int((wait.For+time.Second-1)/time.Second))
	case errors.As(err, &inUse) && inUse.Holder.User == "":
		return w.T("error.in_use")
	case errors.As(err, &inUse):
		at := inUse.Holder.Since.Local()
		return w.T("error.in_use_by", "User", inUse.Holder.User, "Host", inUse.Holder.Host,
			"Day", w.Date(model.DateOf(at)), "Time", at.Format("15:04"))
	case errors.As(err, &weak):
		return w.T("weak." + string(weak.Reason))
	case errors.As(err, &newer):
		return w.T("error.newer")
	}
	return ""
}

// importSentence is the sentence for a file of an extract or a mapping that cannot be
// used, or empty for another error.
func importSentence(w *assets.Words, err error) string {
	var file *exchange.FileError
	var mapping *exchange.MappingError
	switch {
	case errors.As(err, &file):
		return filepath.Base(file.File) + ": " + w.T("import.file."+string(file.Reason), file.Args...)
	case errors.As(err, &mapping):
		args := append([]any{"File", mapping.File}, mapping.Args...)
		if mapping.Err != nil {
			args = append(args, "Detail", mapping.Err.Error())
		}
		return w.T("mapping."+string(mapping.Reason), args...)
	}
	return ""
}

// choiceSentence is the sentence for a part of a cohort that cannot be chosen, or
// empty for another error.
func choiceSentence(w *assets.Words, err error) string {
	var choice *cohort.ChoiceError
	if !errors.As(err, &choice) {
		return ""
	}
	field := w.T("choice." + string(choice.Field))
	switch {
	case choice.Reason == cohort.Unknown:
		return w.T("choice.unknown", "Field", field, "Value", choice.Value, "Names", strings.Join(choice.Names, ", "))
	case choice.Value == "" || choice.Field == cohort.FieldPeriod:
		return w.T("choice.none", "Why", Withheld(w, choice.Reason))
	}
	return w.T("choice.refused", "Field", field, "Value", choice.Value, "Why", Withheld(w, choice.Reason))
}

// lengthSentence is the sentence for a text that is too long, or empty for another
// error.
func lengthSentence(w *assets.Words, err error) string {
	var long *model.TooLongError
	if !errors.As(err, &long) {
		return ""
	}
	return w.T("error.too_long", "Field", w.T("text."+string(long.Field)), "Length", w.Count(long.Length), "Limit", w.Count(long.Field.Limit()))
}

// writeSentence is the sentence for a file that could not be written, or empty for
// another error.
func writeSentence(w *assets.Words, err error) string {
	var file *atomicfile.Error
	switch {
	case !errors.As(err, &file):
		return ""
	case errors.Is(err, fs.ErrExist):
		return w.T("error.exists", "Path", file.Path)
	}
	return w.T("error.write", "Path", file.Path)
}

// refusedFileSentence is the sentence for a file that the program did not put there, or
// empty for another error.
func refusedFileSentence(w *assets.Words, err error) string {
	var file *safefile.Error
	switch {
	case !errors.As(err, &file):
		return ""
	case errors.Is(err, safefile.ErrTooLarge):
		return w.T("error.too_large", "Path", file.Path)
	}
	return w.T("error.not_regular", "Path", file.Path)
}

// pathSentence is the sentence for a file or folder that is missing or may not be
// used, or empty for another error.
func pathSentence(w *assets.Words, err error) string {
	var path *fs.PathError
	switch {
	case !errors.As(err, &path):
		return ""
	case errors.Is(err, fs.ErrNotExist):
		return w.T("error.missing_path", "Path", path.Path)
	case errors.Is(err, fs.ErrPermission):
		return w.T("error.permission", "Path", path.Path)
	}
	return ""
}
