#pragma once

#include "app/executors/local_executor.h"

#include <QTemporaryDir>

#include <vector>

// A folder of its own and a local executor whose reports are kept.
class ExecutorFixture
{
public:
    struct Report
    {
        slipway::InstanceId instance;
        int attempt = 0;
        slipway::RunEnd end;
    };

    ExecutorFixture();
    ~ExecutorFixture(); // stops what a failed test left running

    static slipway::LocalExecutorConfig config();
    slipway::RunRequest request(const QString &script);
    // In a folder of its own below folder(), for tests with several.
    slipway::RunRequest requestIn(const QString &name, const QString &script);
    slipway::Outcome<slipway::RunHandle> start(const slipway::RunRequest &request);
    // Starts it and waits for its end; the default report (None) when nothing came within a minute.
    slipway::RunEnd run(const slipway::RunRequest &request);
    slipway::RunEnd run(const QString &script) { return run(request(script)); }
    bool waitForReports(size_t count);

    QString folder() const { return m_dir.filePath(QStringLiteral("run")); }
    QByteArray file(const QString &name) const;                            // of the run's folder
    qint64 number(const QString &exitRecord, const QByteArray &key) const; // of an exit record
    QByteArray log() const { return file(QStringLiteral("log")); }

    std::vector<Report> reports;
    slipway::LocalExecutor executor;

private:
    QTemporaryDir m_dir;
    std::vector<slipway::RunRequest> m_started;
};

// Processes whose command line holds the word.
int processesWith(const QByteArray &word);

// Seconds for a sleep that no other process does.
QByteArray uniqueSleep();
