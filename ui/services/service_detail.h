#pragma once

#include "ui/services/services_presenter.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;
class QToolButton;

namespace slipway {

class CopyField;
class ElidedLabel;
class EmptyState;
class RequestTester;
class ShellContext;
class StateChip;

// The chosen service: how it stands, how to reach it, its versions with their provenance, instances, a request tester,
// events, logs, description.
class ServiceDetail : public QWidget
{
    Q_OBJECT

public:
    ServiceDetail(ShellContext &context, ServicesPresenter &presenter, QWidget *parent = nullptr);

private:
    QWidget *makeHeader();
    QWidget *makeAccess();
    QWidget *makeVersions();
    QWidget *makeLogs();
    // `widths`: of the columns in order, 0 takes the rest. Takes over `empty`.
    QWidget *makeTable(QAbstractItemModel *model, const QString &key, const QString &name, int stateColumn,
                       const QList<int> &widths, EmptyState *empty);
    void updateCurrent();
    void updateRollback();
    int selectedVersion() const;
    void openMenu(const QPoint &place);
    void confirmStop();
    void confirmDelete();
    void rollBack();
    void askScale();

    ShellContext &m_context;
    ServicesPresenter &m_presenter;
    StateChip *m_chip;
    ElidedLabel *m_name;
    ElidedLabel *m_message;
    CopyField *m_endpoint;
    CopyField *m_token;
    QTabWidget *m_tabs;
    int m_logsTab = -1;
    QTableView *m_versions = nullptr;
    QPushButton *m_rollback = nullptr;
    QPushButton *m_openRun = nullptr;
    RequestTester *m_tester;
    QPlainTextEdit *m_logs = nullptr;
    QPlainTextEdit *m_description;
};

} // namespace slipway
