#pragma once

#include "models/backend/runs_backend.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace slipway {

class DraftRunPresenter;
class ScriptPresenter;
class ShellContext;

// What happens between pressing Run and the start of the run: the warning, Runtime Parameters, saving the draft. The
// resource group and the values are remembered for the next run of the same node.
class RunFlow : public QObject
{
    Q_OBJECT

public:
    // All must outlive it; `page` is what the dialogs stand over.
    RunFlow(ShellContext &context, ScriptPresenter &script, DraftRunPresenter &run, QWidget *page);

    // `askValues`: also where values are remembered (Run with Parameters).
    void begin(bool askValues);

private:
    void askParameters(bool askValues);
    void start(const DraftRun &run);
    QString key(const char *what) const;

    ShellContext &m_context;
    ScriptPresenter &m_script;
    DraftRunPresenter &m_run;
    QWidget *m_page;
};

} // namespace slipway
