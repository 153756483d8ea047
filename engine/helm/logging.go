package main

import (
	"io"
	"log/slog"
)

// logTo makes Helm's log lines go to this call's standard error, in the form of the command (internal/logging): level and
// message without a time, nothing below info. It is set for each call: a host may have put the instance's memory back.
func logTo(w io.Writer) {
	slog.SetDefault(slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{
		Level: slog.LevelInfo,
		ReplaceAttr: func(_ []string, attribute slog.Attr) slog.Attr {
			if attribute.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return attribute
		},
	})))
}
