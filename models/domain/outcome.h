#pragma once

#include <QMetaType>
#include <QString>

#include <utility>
#include <variant>

namespace slipway {

// What kind of failure it is; a front end maps it to an HTTP status, an exit status or a channel on screen.
enum class ErrorKind {
    InvalidArgument, // the caller's input breaks a rule
    Unauthenticated, // no or wrong credentials
    Denied,          // known caller, not allowed
    NotFound,
    Conflict, // the object's state does not allow it, or the name is taken
    TooLarge,
    Throttled,
    Unavailable, // try again later
    Internal,
};

// A failure as a value. `message` is for people: what happened, why, what to do. `code` is for searching.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString code; // vendor style, e.g. "InvalidParameter.BusinessName"
    QString message;
    QString field;  // the field of the input that is at fault, empty if none
    QString detail; // evidence, e.g. the last lines of a log; may be long
    bool retryable = false;

    static Error invalid(const QString &field, const QString &message)
    {
        return {ErrorKind::InvalidArgument, QStringLiteral("InvalidParameter.") + field, message, field, {}, false};
    }
    static Error notFound(const QString &code, const QString &message)
    {
        return {ErrorKind::NotFound, code, message, {}, {}, false};
    }
    static Error conflict(const QString &code, const QString &message)
    {
        return {ErrorKind::Conflict, code, message, {}, {}, false};
    }
    static Error internal(const QString &message)
    {
        return {ErrorKind::Internal, QStringLiteral("InternalError.System"), message, {}, {}, false};
    }
    static Error unavailable(const QString &message)
    {
        return {ErrorKind::Unavailable, QStringLiteral("ServiceUnavailable"), message, {}, {}, true};
    }
    friend bool operator==(const Error &, const Error &) = default;
};

// Somebody asked for the work to stop. Neither success nor failure.
struct Cancelled
{
    friend bool operator==(Cancelled, Cancelled) = default;
};

struct Nothing
{
    friend bool operator==(Nothing, Nothing) = default;
};

// A value, an error, or cancelled. Copyable, so that it can travel through QFuture.
template <class T = Nothing>
class Outcome
{
public:
    Outcome() : m_value(T{}) {}
    Outcome(T value) : m_value(std::move(value)) {}
    Outcome(Error error) : m_value(std::move(error)) {}
    Outcome(Cancelled cancelled) : m_value(cancelled) {}

    bool ok() const { return std::holds_alternative<T>(m_value); }
    bool failed() const { return std::holds_alternative<Error>(m_value); }
    bool cancelled() const { return std::holds_alternative<Cancelled>(m_value); }
    explicit operator bool() const { return ok(); }

    // Each only after the matching question above.
    const T &value() const { return std::get<T>(m_value); }
    T &value() { return std::get<T>(m_value); }
    const Error &error() const { return std::get<Error>(m_value); }

    const T *operator->() const { return &value(); }
    const T &operator*() const { return value(); }

private:
    std::variant<T, Error, Cancelled> m_value;
};

} // namespace slipway
