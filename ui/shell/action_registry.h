#pragma once

#include "widgets/kit/icons.h"

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <span>

class QAction;

namespace slipway {

// Where an action's keys hold. Two actions of one context, or one of them Global, never share keys.
enum class ActionContext { Global, Studio, Canvas, Script, Operations, Services, Groups, Log };

// One row of an action table. Tables are static; texts are marked with QT_TRANSLATE_NOOP("Action", ...).
struct ActionSpec
{
    const char *id;    // "workflow.create": stable, for the palette, the shortcut page, and tests
    const char *title; // what it does, with a verb
    const char *keys;  // portable text of QKeySequence, "" for none
    Icon icon;
    ActionContext context;
};

// All actions of the console by id. A page makes its actions here and lends them; the palette and the shortcut page
// read the registry.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    // Adds a feature's table; rows already known are left alone, so a page may do it each time it is made.
    void add(std::span<const ActionSpec> table);
    // A QAction of a known id, owned by `owner` (a widget: the keys hold within it), which runs `handler`. Its icon,
    // text, tooltip with keys and objectName ("action.<id>") are set.
    QAction *make(const char *id, QWidget *owner, std::function<void()> handler);

    const QList<ActionSpec> &specs() const { return m_specs; }
    const ActionSpec *find(const QString &id) const;
    // Live and enabled actions, for the palette; those of hidden widgets are left out.
    QList<QAction *> available() const;
    // Which of them was made for `id` and is visible, or null.
    QAction *action(const QString &id) const;

    static QString title(const ActionSpec &spec);
    static QKeySequence keys(const ActionSpec &spec);
    static QString contextName(ActionContext context);

private:
    QList<ActionSpec> m_specs;
    QMultiHash<QString, QPointer<QAction>> m_actions;
};

// One sentence for a test to print, per clash of ids or of keys; empty: all is well.
QStringList clashes(const QList<ActionSpec> &specs);

} // namespace slipway
