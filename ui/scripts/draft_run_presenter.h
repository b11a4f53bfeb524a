#pragma once

#include "models/backend/backends.h"
#include "models/backend/runs_backend.h"
#include "models/domain/resource_group.h"
#include "models/domain/workflow.h"
#include "ui/operations/log_presenter.h"

#include <QObject>

namespace slipway {

// Runs of one draft: which groups it may run on, the run under way, its log, its end.
class DraftRunPresenter : public QObject
{
    Q_OBJECT

public:
    explicit DraftRunPresenter(const Backends &backends, QObject *parent = nullptr);

    // Groups bound to the workspace, running ones first; asked for anew each time.
    void askGroups(WorkspaceId workspace);
    // Takes up the draft's latest run, from whichever session, unless one was started here meanwhile.
    void findLatest(const NodeDraft &draft);
    void start(const DraftRun &run);
    void stop();

    // The latest run; invalid id: none is known.
    const Instance &run() const { return m_run; }
    bool isRunning() const { return m_run.id.isValid() && !isFinished(m_run.state); }
    LogPresenter &log() { return m_log; }

signals:
    void groupsKnown(const QList<slipway::ResourceGroup> &groups);
    void groupsUnknown(const slipway::Error &error);
    void runChanged();
    void started();
    void failed(const QString &what, const slipway::Error &error);

private:
    void take(const Instance &instance);
    void follow(const Instance &instance);
    void refresh();

    Backends m_backends;
    Instance m_run;
    int m_shownAttempt = 0;
    LogPresenter m_log;
};

// The positional parameters that a script uses: the highest N of $N and ${N}; 0: none.
int positionalParameters(const QString &script);

} // namespace slipway
