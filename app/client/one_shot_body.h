#pragma once

#include <QIODevice>

namespace slipway {

// Bytes that can be read once and not again. QNetworkAccessManager repeats a request by itself when the server closes
// the connection without an answer; it cannot do so with a body like this.
class OneShotBody final : public QIODevice
{
public:
    explicit OneShotBody(const QByteArray &bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // quietly: what a repetition would begin with
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace slipway
