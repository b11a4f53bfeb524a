#pragma once

#include "ui/operations/instance_command_presenter.h"

#include <QHash>
#include <QWidget>

class QMenu;
class QToolButton;

namespace slipway {

class ElidedLabel;
class ShellContext;

// What can be done with the instances that are chosen in a list: as buttons, as the list's context menu, and by its
// keys. What is not allowed is there all the same, greyed, with the reason as tooltip and in the bar's line.
class InstanceActionBar : public QWidget
{
    Q_OBJECT

public:
    // `key` begins the object names, e.g. "cycleInstances".
    InstanceActionBar(ShellContext &context, const QString &key, QWidget *parent);

    void setPolicies(RerunPolicies policies);
    void setTimeZone(const QTimeZone &zone);
    void setSelection(const QList<Instance> &chosen);
    const QList<Instance> &selection() const { return m_chosen; }
    // The commands' keys hold within the view.
    void addKeysTo(QWidget *view);
    void openMenu(const QPoint &global);

public slots:
    // Asks first where something is ended or overruled.
    void give(slipway::InstanceCommand command);
    void goToBlocker(const slipway::Instance &blocked, int which);

signals:
    void logRequested(const slipway::Instance &instance);
    void failed(const QString &what, const slipway::Error &error);
    void clearFailure();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addButtons();
    QToolButton *addButton(InstanceCommand command, bool withText);
    void updateButtons();
    void addEntry(QMenu *menu, InstanceCommand command);
    QMenu *makePriorityMenu(QWidget *parent);
    void tell(const QString &text);
    void askAndPerform(InstanceCommand command);
    void choose(InstanceCommand command);
    void compare(InstanceCommand command);
    QString named() const;

    ShellContext &m_context;
    QString m_key;
    InstanceCommandPresenter m_presenter;
    QTimeZone m_zone = QTimeZone::utc();
    QList<Instance> m_chosen;
    QHash<InstanceCommand, QToolButton *> m_buttons;
    ElidedLabel *m_line;
};

} // namespace slipway
