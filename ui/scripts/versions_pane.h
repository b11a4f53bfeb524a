#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

#include <QTimeZone>
#include <QWidget>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace slipway {

class EmptyState;
class MessageBar;

// The committed versions of a node, newest first; one can be looked at, compared with the draft and
// brought back into it.
class VersionsPane : public QWidget
{
    Q_OBJECT

public:
    explicit VersionsPane(const Backends &backends, QWidget *parent = nullptr);

    void setTimeZone(const QTimeZone &zone) { m_zone = zone; }
    void show(FileId file);

signals:
    // By double click or Enter: how does this one differ from the draft?
    void compareRequested(const slipway::NodeVersion &version);
    // Script and properties of an old version shall become the draft.
    void restoreRequested(const slipway::NodeVersion &version);

private:
    void showVersions(const QList<NodeVersion> &versions);
    void select(int row);

    Backends m_backends;
    QTimeZone m_zone = QTimeZone::utc();
    FileId m_file;
    QList<NodeVersion> m_versions;
    MessageBar *m_bar;
    EmptyState *m_empty;
    QListWidget *m_list;
    QWidget *m_line;
    QPlainTextEdit *m_script;
    QPushButton *m_compare;
    QPushButton *m_restore;
};

} // namespace slipway
