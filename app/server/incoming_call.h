#pragma once

#include "models/contract/error_mapping.h"
#include "models/contract/request_parameters.h"
#include "models/domain/ids.h"
#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

namespace slipway {

// One verified call and the way to answer it. A value: a handler keeps a copy until its answer is there. Engine's
// thread. Exactly one of the answering functions is called, once.
class IncomingCall
{
public:
    using Send = std::function<void(int httpStatus, QByteArray body)>;

    WireStyle style = WireStyle::Rpc;
    QString action;
    RequestParameters parameters; // RPC: query and form together; ROA: the query
    QStringList pathArguments;    // ROA: the parts of the path that its pattern leaves open, decoded
    QByteArray body;              // ROA: JSON, or empty
    QString region;               // EAS
    QString caller;               // AccessKey ID
    InstanceId instance;          // the run that made the call, if it says so
    QString requestId;
    QString hostId;
    Send send;

    // RPC: no payload, or one member with JSON text.
    void answer(Envelope envelope) const { send(200, encodeAnswer(envelope, requestId)); }
    void answer(Envelope envelope, QByteArrayView key, const QByteArray &json) const
    {
        send(200, encodeAnswer(envelope, requestId, key, json));
    }
    // ROA: RequestId and the members of a JSON object.
    void answerObject(const QByteArray &object = {}) const { send(200, encodeRoaAnswer(requestId, object)); }
    void fail(const Error &error) const { send(httpStatusOf(error), encodeError(error, requestId, hostId, style)); }

    // What the engine calls with its answer: `onValue(call, value)` for a value; the rest is answered here.
    template <class T, class OnValue>
    std::function<void(const Outcome<T> &)> then(OnValue onValue) const
    {
        return [call = *this, onValue = std::move(onValue)](const Outcome<T> &outcome) {
            if (outcome.ok())
                onValue(call, *outcome);
            else
                call.failWith(outcome);
        };
    }
    // As `then`, for a command whose success needs no payload but the envelope.
    template <class T = Nothing>
    std::function<void(const Outcome<T> &)> thenDone(Envelope envelope) const
    {
        return then<T>([envelope](const IncomingCall &call, const T &) { call.answer(envelope); });
    }

    template <class T>
    void failWith(const Outcome<T> &outcome) const
    {
        fail(outcome.failed() ? outcome.error() : Error::unavailable(QStringLiteral("The request was given up.")));
    }
};

// Reads the parameters of a call; the first that breaks its rule is remembered, the rest read on with zero values.
class ParameterReader
{
public:
    explicit ParameterReader(const RequestParameters &parameters) : m_parameters(parameters) {}

    QString requiredText(const QString &name, qsizetype maxCharacters = 4096);
    QString text(const QString &name) const { return m_parameters.text(name); }
    bool has(const QString &name) const { return m_parameters.has(name); }
    QStringList list(const QString &name) const { return m_parameters.list(name); }
    qint64 requiredInteger(const QString &name);
    qint64 integer(const QString &name, qint64 fallback, qint64 lowest = INT64_MIN, qint64 highest = INT64_MAX);
    bool boolean(const QString &name, bool fallback);

    template <class T>
    T take(const Outcome<T> &outcome)
    {
        if (outcome.ok())
            return *outcome;
        if (!m_error)
            m_error = outcome.error();
        return T{};
    }

    bool failed() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }

private:
    const RequestParameters &m_parameters;
    std::optional<Error> m_error;
};

} // namespace slipway
