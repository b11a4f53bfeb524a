#pragma once

#include "models/backend/logs_backend.h"
#include "models/domain/outcome.h"

#include <QObject>
#include <QSaveFile>

namespace slipway {

// Writes a whole log into a file, piece by piece, however large it is: as far as it reached when the last piece was
// read, so a log that still grows is saved up to now. The file appears when all of it is there, or not at all.
class LogSaver : public QObject
{
    Q_OBJECT

public:
    // attempt 0: the latest. One file each; not started before start().
    LogSaver(LogsBackend &logs, InstanceId instance, int attempt, const QString &path, QObject *parent = nullptr);

    QString path() const { return m_file.fileName(); }

public slots:
    void start();
    // Leaves no file behind. finished() is not sent.
    void cancel();

signals:
    void progressed(qint64 bytes, qint64 ofBytes);
    // `bytes` are in the file now.
    void finished(qint64 bytes);
    // One sentence; there is no file.
    void failed(const QString &why);

private:
    void readOn();
    void received(const LogChunk &chunk);
    void fail(const QString &why);

    LogsBackend &m_logs;
    InstanceId m_instance;
    int m_attempt;
    QSaveFile m_file;
    qint64 m_written = 0;
    bool m_over = false;
};

} // namespace slipway
