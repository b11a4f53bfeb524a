#pragma once

#include "models/backend/backends.h"
#include "models/domain/instance.h"
#include "ui/operations/log_presenter.h"

#include <QTimeZone>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace slipway {

class LineagePanel;
class LogPanel;
class ReasonLabel;
class StateChip;

// The lower pane: one instance's log, attempts, script as run, and facts. Follows the selection of a list.
class InstanceDetail : public QWidget
{
    Q_OBJECT

public:
    // `key` begins the object names, e.g. "cycleInstances".
    InstanceDetail(const Backends &backends, const QString &key, QWidget *parent = nullptr);

    void setTimeZone(const QTimeZone &zone);
    void show(const Instance &instance);
    // The same instance in a newer state; another one is ignored.
    void update(const Instance &instance);
    void clear();
    void showLog();

signals:
    void scriptRequested(slipway::FileId file);
    void instanceRequested(slipway::InstanceId instance);
    // The instance that its reason names, the first is 0.
    void blockerRequested(const slipway::Instance &blocked, int which);

private:
    QWidget *makeHeader(const QString &key);
    QWidget *makeFacts(const QString &key);
    void nameParts(const QString &key);
    void loadAttempts();
    void showAttempts(const QList<Attempt> &attempts);
    void showScript(int attempt);
    void updateFacts();
    QString attemptWords(const Attempt &attempt) const;

    Backends m_backends;
    QTimeZone m_zone = QTimeZone::utc();
    Instance m_instance;
    LogPresenter m_log;
    StateChip *m_chip;
    QLabel *m_title;
    ReasonLabel *m_reason;
    QComboBox *m_attempt;
    QTabWidget *m_tabs;
    LogPanel *m_logPanel;
    LineagePanel *m_lineage;
    QPlainTextEdit *m_script;
    QWidget *m_factsPage;
    QFormLayout *m_facts;
};

} // namespace slipway
