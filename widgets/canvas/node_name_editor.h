#pragma once

#include "models/items/graph_model.h"

#include <QLineEdit>

#include <functional>

class QLabel;

namespace slipway {

// A line over a node in which it is renamed in place. The rule that the text breaks is shown as one types; Enter takes
// a good name, Escape or going elsewhere leaves the old one.
class NodeNameEditor : public QLineEdit
{
    Q_OBJECT

public:
    // `canvas`: the widget it floats over.
    explicit NodeNameEditor(QWidget *canvas);

    // `rule` says what is wrong with a text, empty when it is good.
    void begin(GraphNodeId id, const QString &name, const QRect &box, std::function<QString(const QString &)> rule);
    bool isEditing() const { return isVisible(); }
    void giveUp();

signals:
    void accepted(slipway::GraphNodeId id, const QString &name);
    void finished();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void check();

    GraphNodeId m_id;
    QString m_before;
    std::function<QString(const QString &)> m_rule;
    QLabel *m_fault;
};

} // namespace slipway
