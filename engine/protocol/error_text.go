package protocol

import (
	"errors"
	"regexp"
	"strings"
	"syscall"
)

// What Go calls the errors of wasip1, and what it calls them on Linux, where people know them from.
var linuxTexts = map[string]string{
	"Argument list too long":    "argument list too long",
	"Bad file number":           "bad file descriptor",
	"Directory not empty":       "directory not empty",
	"File exists":               "file exists",
	"File name too long":        "file name too long",
	"File too large":            "file too large",
	"Invalid argument":          "invalid argument",
	"I/O error":                 "input/output error",
	"Is a directory":            "is a directory",
	"No such file or directory": "no such file or directory",
	"No space left on device":   "no space left on device",
	"Not a directory":           "not a directory",
	"Not implemented on wasip1": "function not implemented",
	"Not supported":             "operation not supported",
	"Operation not permitted":   "operation not permitted",
	"Permission denied":         "permission denied",
	"Read-only file system":     "read-only file system",
	"Too many open files":       "too many open files",
	"Too many symbolic links":   "too many levels of symbolic links",
	"Capabilities insufficient": "permission denied",
}

// How Go writes the error of a file: what was tried, the path, and the system's text.
var fileError = regexp.MustCompile(`\b(access|chdir|evalsymlink|fdopendir|fstat|fstatat|getwd|lstat|mkdir|mkdirat|open|openat|` +
	`openfdat|read|readdir|readdirent|readlink|readlinkat|remove|rename|rmdir|seek|stat|statat|unlink|unlinkat|write) ` +
	`([^\n]*?): (` + alternatives() + `)`)

func alternatives() string {
	texts := make([]string, 0, len(linuxTexts))
	for text := range linuxTexts {
		texts = append(texts, regexp.QuoteMeta(text))
	}
	return strings.Join(texts, "|")
}

// Text is the message of an error with the system's part as on Linux. What a template says with `fail` stays as it is:
// such an error has no system error inside it, and a template's message is searched for nothing else.
func Text(err error) string {
	var number syscall.Errno
	if errors.As(err, &number) {
		text := number.Error()
		if linux, isKnown := linuxTexts[text]; isKnown {
			return strings.ReplaceAll(err.Error(), ": "+text, ": "+linux)
		}
	}
	if kindOf(err) == Template {
		return err.Error()
	}
	return mendFileErrors(err.Error())
}

func mendFileErrors(message string) string {
	return fileError.ReplaceAllStringFunc(message, func(found string) string {
		parts := fileError.FindStringSubmatch(found)
		return parts[1] + " " + parts[2] + ": " + linuxTexts[parts[3]]
	})
}
